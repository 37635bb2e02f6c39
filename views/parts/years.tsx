/** The years of a page, each its own address; the one that is shown is marked. */
export function YearLinks(props: {
  readonly years: readonly { readonly year: number; readonly href: string }[];
  readonly shown: number | null;
}) {
  return (
    <nav class="actions" aria-label="年度">
      {props.years.map((one) => (
        <a
          class="btn quiet small"
          href={one.href}
          aria-current={one.year === props.shown ? 'page' : undefined}
        >
          {one.year}年
        </a>
      ))}
    </nav>
  );
}
