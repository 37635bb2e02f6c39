import type { TestApplication } from './application.ts';

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'" };

/** What a text of a page says, without the marks of its language. */
export function unescaped(text: string): string {
  return text.replace(/&(?:amp|quot|#39);/g, (one) => entities[one] ?? one);
}

/** The hidden fields of the first form of a page that is sent to an address, or that names none. */
export function hiddenFields(page: string, action: string): Readonly<Record<string, string>> {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const form =
    forms.find(([, head = '']) => head.includes(`action="${action}"`)) ??
    forms.find(([, head = '']) => head.includes('method="post"') && !head.includes('action='));
  if (form === undefined) throw new Error(`no form on the page is sent to ${action}`);
  const hidden = /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
  return Object.fromEntries(
    [...(form[2] ?? '').matchAll(hidden)].map(([, name = '', value = '']) => [
      unescaped(name),
      unescaped(value),
    ]),
  );
}

/** A form as a browser sends it: what its page hides in it, and what was typed. */
export async function openForm(
  application: TestApplication,
  token: string,
  page: string,
  action: string,
): Promise<Readonly<Record<string, string>>> {
  const response = await application.get(page, token);
  if (response.status !== 200) throw new Error(`${page} answers ${response.status}`);
  return hiddenFields(await response.text(), action);
}
