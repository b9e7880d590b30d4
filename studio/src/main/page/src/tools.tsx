import type { Lit } from "./api";
import { Choice, Slider } from "./controls";
import { words } from "./words";

export interface Mask {
  version: number;
  strokes: number;
  doubt?: string;
}

/** Which frames lit a pixel. */
export function Asked(props: {
  lit: Lit[] | undefined;
  removable: boolean;
  inexact: number;
  without: number[];
  take: (row: number, out: boolean) => void;
}) {
  const first = (props.lit ?? []).filter((one) => one.rank === 1);
  const rows = [...new Map(first.map((one) => [one.row, one])).values()];
  return (
    <section class="asked" aria-live="polite">
      <h3>{words.tools.ask}</h3>
      {!props.lit && <p class="quiet">{words.tools.askHint}</p>}
      {props.lit && rows.length === 0 && <p class="quiet">{words.tools.dark}</p>}
      <ul>
        {rows.map((one) => (
          <li>
            <b>{one.name}</b>
            <small>
              {[
                one.time?.replace("T", " ") ?? "",
                first
                  .filter((other) => other.row === one.row)
                  .map((other) => `${words.tools.channels[other.channel] ?? ""} ${words.number(other.value)}`)
                  .join(", "),
              ]
                .filter((word) => word !== "")
                .join(" · ")}
            </small>
            {props.removable && (
              <button onClick={() => props.take(one.row, !one.without)}>
                {one.without ? words.tools.bring(one.name) : words.tools.take(one.name)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.inexact > 0 && <p class="quiet">{words.tools.inexact(props.inexact)}</p>}
    </section>
  );
}

export interface Paint {
  radius: number;
  feather: number;
  sky: boolean;
  fill: boolean;
}

/** The brush, and the fill. */
export function Masking(props: {
  mask: Mask | undefined;
  brush: Paint;
  set: (brush: Paint) => void;
  undo: () => void;
  width: number;
}) {
  const { brush, set, mask } = props;
  return (
    <section class="masking">
      <h3>{words.tools.mask}</h3>
      <p class="quiet">{mask?.doubt ?? (brush.fill ? words.mask.fillHint : words.mask.hint)}</p>
      <Choice
        label={words.tools.mask}
        names={{ sky: words.mask.sky, ground: words.mask.ground }}
        values={["ground", "sky"]}
        value={brush.sky ? "sky" : "ground"}
        set={(value) => set({ ...brush, sky: value === "sky" })}
      />
      <Choice
        label={words.mask.with}
        names={{ brush: words.mask.brush, fill: words.mask.fill }}
        values={["brush", "fill"]}
        value={brush.fill ? "fill" : "brush"}
        set={(value) => set({ ...brush, fill: value === "fill" })}
      />
      <Slider
        label={words.mask.radius}
        text={`${brush.radius} px`}
        least={2}
        most={Math.max(50, Math.round(props.width / 8))}
        step={1}
        value={brush.radius}
        set={(radius) => set({ ...brush, radius })}
      />
      <Slider
        label={words.mask.feather}
        text={`${Math.round(brush.feather * 100)} %`}
        least={0}
        most={1}
        step={0.05}
        value={brush.feather}
        set={(feather) => set({ ...brush, feather })}
      />
      <div class="row">
        <button disabled={!mask || mask.strokes === 0} onClick={props.undo}>
          {words.mask.undo}
        </button>
        <span class="quiet">{mask && words.mask.strokes(mask.strokes)}</span>
      </div>
    </section>
  );
}
