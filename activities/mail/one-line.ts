/** What people have typed, made fit for a subject: one line, nothing invisible, not longer than a name may be. */
export type PersonName = { familyName: string; givenName: string; patronymic: string | null };

export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** Петрова А. И.: no more of a person ever stands in a mail. */
export function initialsOf({ familyName, givenName, patronymic }: PersonName): string {
  const initials = [givenName, patronymic ?? ''].flatMap((name) => /\p{L}/u.exec(name)?.[0]?.toUpperCase() ?? []);
  return [oneLine(familyName).slice(0, 60), ...initials.map((letter) => `${letter}.`)].join(' ');
}
