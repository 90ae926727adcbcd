import type { DeviceItem, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';
import { count, fill } from './wording.js';

interface DevicesProps {
  readonly devices: readonly DeviceItem[];
  readonly context: PageContext;
}

/** The trusted browsers of an account, each with a button that ends it: a section of a page. Nothing where none is trusted. */
export function Devices({ devices, context }: DevicesProps) {
  if (context.trustDays === undefined) return null;
  return (
    <section class="devices" aria-label={TEXTS.devices.heading}>
      <p>{count(TEXTS.devices.what, context.trustDays)}</p>
      {devices.length === 0 ? (
        <p class="note">{TEXTS.devices.none}</p>
      ) : (
        <DeviceList devices={devices} context={context} />
      )}
    </section>
  );
}

function DeviceList({ devices, context }: DevicesProps) {
  return (
    <ul class="list">
      {devices.map((device) => (
        <Device device={device} action={pathsOf(context).revokeDevice(device.id)} />
      ))}
    </ul>
  );
}

function Device({ device, action }: { readonly device: DeviceItem; readonly action: string }) {
  const { id, name, thisOne } = device;
  return (
    <li>
      <p id={`device-${id}`}>
        <strong>{name}</strong>
        {thisOne && ` ${TEXTS.devices.thisOne}`}
      </p>
      <p class="note">
        <Day text={TEXTS.devices.trusted} at={device.firstUsedAt} />{' '}
        <Day text={TEXTS.devices.used} at={device.lastUsedAt} /> <Day text={TEXTS.devices.ends} at={device.expiresAt} />
      </p>
      <PostForm action={action}>
        <button type="submit" class="button secondary" aria-describedby={`device-${id}`}>
          {TEXTS.devices.revoke}
        </button>
      </PostForm>
    </li>
  );
}

/** A day in UTC, without a clock: nobody needs to know the minute. */
function Day({ text, at }: { readonly text: string; readonly at: string }) {
  return <span>{fill(text, { day: at.slice(0, 10) })}</span>;
}
