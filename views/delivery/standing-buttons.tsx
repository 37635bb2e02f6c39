/** How the work stands, as four buttons: one tap sends the report. */
export function StandingButtons(props: { readonly label: string; readonly about: string }) {
  const { about } = props;
  return (
    <fieldset class="standings">
      <legend>{props.label}</legend>
      {(
        [
          ['on_plan', '按计划'],
          ['behind', '滞后'],
          ['stopped', '停工'],
          ['finished', '完成'],
        ] as const
      ).map(([value, text]) => (
        <button
          class="btn quiet"
          type="submit"
          name="standing"
          value={value}
          aria-label={`${about}：${text}`}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
