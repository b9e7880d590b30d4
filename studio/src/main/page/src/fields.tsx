/** An option that is on or off. */
export function Check(props: { label: string; help: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.on} onChange={(event) => props.set(event.currentTarget.checked)} />
      <span>
        {props.label}
        <small>{props.help}</small>
      </span>
    </label>
  );
}

/** An option with a few values. */
export function Select(props: {
  label: string;
  help: string;
  names: Record<string, string>;
  value: string;
  set: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.set(event.currentTarget.value)}>
        {Object.entries(props.names).map(([value, name]) => (
          <option value={value}>{name}</option>
        ))}
      </select>
      <small>{props.help}</small>
    </label>
  );
}
