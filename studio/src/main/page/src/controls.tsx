import type { Run, View } from "./api";
import { DEEPSKY } from "./wish";
import { words } from "./words";

export const plainView = (product: string): View => ({
  product,
  tail: "100%",
  ground: "none",
  brightness: 1,
  black: "0",
  white: "1",
  gamma: 1,
  stretch: product === DEEPSKY ? "auto" : "none",
});

const SHOWN = ["trails", "clean", "comet", "average"];
const WHITES = ["1", "max", "99.99%", "99.9%", "99.5%", "99%", "98%", "95%"];

/** The sliders. */
export function Controls(props: { run: Run; view: View; set: (view: View) => void; channels: number[][] }) {
  const { run, view, set } = props;
  const products = run.products.filter((product) => SHOWN.includes(product) || product === run.product);
  const change = (some: Partial<View>) => set({ ...view, ...some });
  return (
    <section class="controls" aria-labelledby="look-title">
      <div class="titled">
        <h3 id="look-title">{words.look.title}</h3>
        <button
          class="ghost"
          onClick={() => set({ ...plainView(view.product), tail: view.tail, ground: view.ground })}
        >
          {words.look.reset}
        </button>
      </div>
      {products.length > 1 && (
        <Choice label={words.look.show} names={words.look.products} values={products} value={view.product} set={(product) => change({ product })} />
      )}
      {run.maskable && run.products.includes("average") && (
        <Choice
          label={words.look.ground}
          names={words.look.grounds}
          values={["none", "mean", "max"]}
          value={view.ground}
          set={(ground) => change({ ground })}
        />
      )}
      {view.product === "comet" && (
        <Slider
          label={words.look.tail}
          text={view.tail}
          least={2}
          most={100}
          step={1}
          value={Number.parseFloat(view.tail)}
          set={(tail) => change({ tail: `${tail}%` })}
        />
      )}
      <Histogram channels={props.channels} />
      <Slider
        label={words.look.brightness}
        text={`× ${words.number(view.brightness, 2)}`}
        least={-3}
        most={4}
        step={0.05}
        value={Math.log2(view.brightness)}
        set={(stops) => change({ brightness: Number((2 ** stops).toFixed(3)) })}
      />
      <Slider
        label={words.look.black}
        text={`${words.number(Number(view.black) * 100, 1)} %`}
        least={0}
        most={0.2}
        step={0.001}
        value={Number(view.black)}
        set={(black) => change({ black: String(Number(black.toFixed(4))) })}
      />
      <Slider
        label={words.look.white}
        text={words.look.whites[view.white] ?? view.white}
        least={0}
        most={WHITES.length - 1}
        step={1}
        value={Math.max(0, WHITES.indexOf(view.white))}
        set={(place) => change({ white: WHITES[place] ?? "1" })}
      />
      <Slider
        label={words.look.gamma}
        text={words.number(view.gamma, 2)}
        least={0.4}
        most={3}
        step={0.02}
        value={view.gamma}
        set={(gamma) => change({ gamma: Number(gamma.toFixed(2)) })}
      />
      <Choice
        label={words.look.stretch}
        names={words.look.stretches}
        values={run.step ? ["none", "auto", "auto-unlinked", "asinh"] : ["none", "auto", "asinh"]}
        value={view.stretch}
        set={(stretch) => change({ stretch })}
      />
    </section>
  );
}

export function Slider(props: {
  label: string;
  text: string;
  least: number;
  most: number;
  step: number;
  value: number;
  set: (value: number) => void;
}) {
  return (
    <label class="slider">
      <span>{props.label}</span>
      <span class="value" aria-hidden="true">
        {props.text}
      </span>
      <input
        type="range"
        min={props.least}
        max={props.most}
        step={props.step}
        value={props.value}
        aria-label={props.label}
        aria-valuetext={props.text}
        onInput={(event) => props.set(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

export function Choice(props: {
  label: string;
  names: Record<string, string>;
  values: string[];
  value: string;
  set: (value: string) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{props.label}</legend>
      <div>
        {props.values.map((value) => (
          <label class={value === props.value ? "chosen" : ""}>
            <input
              type="radio"
              name={props.label}
              value={value}
              checked={value === props.value}
              onChange={() => props.set(value)}
            />
            {props.names[value] ?? value}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const HIGH = 64;

/* Heights are logarithms: a night is mostly black. */
function Histogram({ channels }: { channels: number[][] }) {
  const most = Math.log(1 + Math.max(1, ...channels.flat()));
  const colours = channels.length === 1 ? ["grey"] : ["red", "green", "blue"];
  return (
    <svg class="histogram" viewBox={`0 0 256 ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={words.look.histogram}>
      {channels.map((counts, channel) => (
        <path
          class={colours[channel]}
          d={`M0,${HIGH}${counts.map((count, tone) => `L${tone},${(HIGH - (Math.log(1 + count) / most) * HIGH).toFixed(1)}`).join("")}L255,${HIGH}Z`}
        />
      ))}
    </svg>
  );
}
