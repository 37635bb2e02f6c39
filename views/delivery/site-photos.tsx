import { WithdrawnNote, type WithdrawnProps } from '../parts/withdraw.tsx';

/** A photo of the site with what is said of it. */
export interface SitePhoto {
  readonly id: string;
  readonly caption: string;
  readonly taken: string;
  readonly place: string;
  /** Since when and why it is not public any more; null while it is. The public never gets such a photo. */
  readonly takenDown: WithdrawnProps | null;
}

/** Photos of a site; one that was taken down is a line with the reason. */
export function SitePhotos(props: {
  readonly photos: readonly SitePhoto[];
  /** Address before the id of a photo. */
  readonly base: string;
}) {
  if (props.photos.length === 0) return null;
  return (
    <ul class="photos">
      {props.photos.map((one) => (
        <li>
          {one.takenDown === null ? (
            <figure>
              <a href={`${props.base}/${one.id}`}>
                <img src={`${props.base}/${one.id}`} alt={one.caption} loading="lazy" />
              </a>
              <figcaption>
                {one.caption}
                <br />
                <small class="muted">
                  {one.taken}；{one.place}
                </small>
              </figcaption>
            </figure>
          ) : (
            <>
              <p>{one.caption}</p>
              <WithdrawnNote withdrawn={one.takenDown} word="照片已撤下" />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
