import { offerPlace } from './offline-form/place.ts';

// The page of a project's progress: where the phone is, asked only when the button for it is pressed.
offerPlace();
