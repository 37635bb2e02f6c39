/** The form of a site check on a phone: offers to note where it is, at the press of a button. */
import { offerPlace } from './visit-note/place.ts';

offerPlace();
