// Which language the page speaks: what was chosen last, else the first of the browser's that there is.

export const LANGUAGES: Record<string, string> = { en: "English", de: "Deutsch" };
const KEPT = "sidereal.language";

function known(name: string | null | undefined): string | undefined {
  const short = name?.slice(0, 2).toLowerCase();
  return short && LANGUAGES[short] ? short : undefined;
}

export const language =
  known(localStorage.getItem(KEPT)) ?? navigator.languages.map(known).find((name) => name !== undefined) ?? "en";

/** The page speaks another language from now on. */
export function speak(name: string) {
  localStorage.setItem(KEPT, name);
  location.reload();
}

export const number = (value: number, digits = 0) =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
