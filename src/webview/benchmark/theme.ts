/** Colours of the editor's theme for what is drawn on a canvas, which no style sheet reaches. */

export interface Theme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly curves: readonly string[];
  readonly font: string;
}

/** Dashes tell curves apart where colours don't. */
export const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 4], [12, 5]];

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const color = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  return {
    text: color('--vscode-foreground'),
    muted: color('--vscode-descriptionForeground', '--vscode-foreground'),
    grid: color('--layerwise-grid'),
    background: color('--vscode-editor-background'),
    curves: dashes.map((_, index) => color(`--layerwise-curve-${index}`)),
    font: `12px ${style.fontFamily}`,
  };
}

/** VS Code changes a theme by the style of the root and the class of the body. */
export function onThemeChange(redraw: () => void): void {
  const observer = new MutationObserver(redraw);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
