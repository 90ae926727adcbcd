import type { CountryChoice } from './page.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface CountrySelectProps {
  readonly countries: readonly CountryChoice[];
  readonly chosen: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}

/** The allowed countries by name. The only one is chosen already; of several, none is guessed. */
export function CountrySelect({ countries, chosen, invalid, describedBy }: CountrySelectProps) {
  const only = countries.length === 1 ? countries[0]?.code : undefined;
  const selected = countries.find(({ code }) => code === chosen)?.code ?? only;
  return (
    <div class="field">
      <label for="country">{TEXTS.register.country}</label>
      <select
        id="country"
        name="country"
        autocomplete="country"
        required
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
      >
        {!only && <option value="">{TEXTS.register.chooseCountry}</option>}
        {byName(countries).map(({ code, name, dialCode }) => (
          <option value={code} selected={code === selected}>
            {fill(TEXTS.register.countryOption, { name, dialCode })}
          </option>
        ))}
      </select>
    </div>
  );
}

function byName(countries: readonly CountryChoice[]): readonly CountryChoice[] {
  const { compare } = new Intl.Collator('en');
  return [...countries].sort((a, b) => compare(a.name, b.name));
}
