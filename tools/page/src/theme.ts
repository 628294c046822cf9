// Light or dark: as the system has it, until the reader chooses; print is always light.
const key = "weir-theme";
const listeners: (() => void)[] = [];
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

// A page from a disk may not be allowed to store anything.
function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function store(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // the choice holds as long as the page is open
  }
}

let chosen = stored();
let printing = false;

export const isDark = (): boolean => !printing && (chosen === null ? dark.matches : chosen === "dark");

function apply(): void {
  root.dataset.theme = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function toggleTheme(): void {
  chosen = isDark() ? "light" : "dark";
  store(chosen);
  apply();
}

/** Called after each change: charts draw their colours anew. */
export const onTheme = (listener: () => void): void => void listeners.push(listener);

export function startTheme(): void {
  dark.addEventListener("change", apply);
  const print = (now: boolean) => () => {
    printing = now;
    apply();
  };
  addEventListener("beforeprint", print(true));
  addEventListener("afterprint", print(false));
  matchMedia("print").addEventListener("change", (event) => print(event.matches)());
  apply();
}

/** A colour of the style sheet, for canvases. */
export const colour = (name: string): string => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
