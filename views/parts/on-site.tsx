import { type FormState, TextField } from './fields.tsx';

/** What the phone keeps of a form that is filled in on a site; the page's script fills it. */
export function KeptOnPhone() {
  return (
    <>
      <p id="kept-said" class="hint" role="status" />
      <section id="kept-notes" class="card" hidden>
        <h2>这部手机里的记录</h2>
        <ul id="note-list" class="plain-list" />
        <button id="send-now" type="button" class="btn quiet" hidden>
          现在发出
        </button>
      </section>
    </>
  );
}

/** The place: measured when the button is pressed and the browser was allowed to, or typed. */
export function PlaceFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <input type="hidden" name="latitude" value={form.typed.latitude ?? ''} />
      <input type="hidden" name="longitude" value={form.typed.longitude ?? ''} />
      <div class="actions">
        <button id="place-now" type="button" class="btn quiet" hidden>
          记下现在的位置
        </button>
        <button id="place-forget" type="button" class="btn quiet" hidden>
          去掉位置
        </button>
      </div>
      <p id="place-said" class="hint" role="status" />
      <TextField
        form={form}
        name="place_text"
        label="地点"
        hint="自己写的地点会注明“手填”"
        required={false}
      />
    </>
  );
}
