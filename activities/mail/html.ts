/** HTML that is escaped by construction: whatever is put into the template is text, unless it is Html itself. */
const marked = Symbol('Html');
export type Html = { readonly [marked]: string };

export function html(pieces: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  return { [marked]: pieces.map((piece, index) => piece + inserted(values[index] ?? '')).join('') };
}

export function htmlText(page: Html): string {
  return page[marked];
}

function inserted(value: string | Html | Html[]): string {
  if (typeof value === 'string') return escaped(value);
  return Array.isArray(value) ? value.map(htmlText).join('') : value[marked];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
