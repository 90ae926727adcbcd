const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds as people say them, by the two largest units: `23 h 59 min`. */
export function duration(seconds: number): string {
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const units = UNITS.slice(first === -1 ? UNITS.length - 1 : first).slice(0, 2);
  const parts = units.map(([unit, size], at) => {
    const left = at === 0 ? seconds : seconds % (units[0]?.[1] ?? 1);
    return [Math.floor(left / size), unit] as const;
  });
  return parts.flatMap(([count, unit], at) => (count > 0 || at === 0 ? [`${count} ${unit}`] : [])).join(' ');
}
