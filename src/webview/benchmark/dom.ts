/** Elements in one expression. Text goes in as text: no string becomes markup. */

type Child = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    // ARIA takes an empty text for false.
    made.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

export function button(
  id: string,
  label: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', id, ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** The line of a legend, in the colour and the dash of its curve. */
export function swatch(dash: readonly number[], className: string): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 28 8');
  picture.setAttribute('class', `swatch ${className}`);
  picture.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', 'M0 4H28');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  picture.append(line);
  return picture;
}

/** Replaces what stands in a place, and gives the focus back to the element of the same id. */
export function replace(place: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement?.id;
  place.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}
