import { useRef, useState } from "preact/hooks";
import type { Frame } from "./api";
import { words } from "./words";

const WIDTH = 1000;
const HEIGHT = 120;

/** The brightness of the night, frame by frame; a part of it can be chosen. */
export function Curve(props: {
  frames: Frame[];
  levels: number[];
  ticked: boolean[];
  unlike: Map<number, string>;
  gaps: Map<string, number>;
  choose: (from: number, to: number) => void;
}) {
  const { frames, levels, ticked, unlike, gaps } = props;
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number]>();
  const count = frames.length;
  const x = (place: number) => ((place + 0.5) / count) * WIDTH;
  const most = Math.max(0.02, ...levels);
  const y = (level: number) => HEIGHT - 10 - (level / most) * (HEIGHT - 24);
  const known = levels.map((level, place) => ({ level, place })).filter(({ level }) => level >= 0);
  const line = known.map(({ level, place }, i) => `${i === 0 ? "M" : "L"}${x(place).toFixed(1)},${y(level).toFixed(1)}`);
  const first = ticked.indexOf(true);
  const last = ticked.lastIndexOf(true);

  const at = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    const part = bounds ? (event.clientX - bounds.left) / bounds.width : 0;
    return Math.max(0, Math.min(count - 1, Math.floor(part * count)));
  };

  return (
    <div class="curve">
      <svg
        ref={box}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.night.curve}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag([at(event), at(event)]);
        }}
        onPointerMove={(event) => drag && setDrag([drag[0], at(event)])}
        onPointerUp={() => {
          if (drag && drag[0] !== drag[1]) props.choose(Math.min(...drag), Math.max(...drag));
          setDrag(undefined);
        }}
      >
        {frames.map((frame, place) =>
          gaps.has(frame.name) ? (
            <rect class="hole" x={x(place + 0.5) - 2} y="0" width="4" height={HEIGHT}>
              <title>{words.night.gapAfter(words.time(gaps.get(frame.name) ?? 0), frame.name)}</title>
            </rect>
          ) : null,
        )}
        {line.length > 1 && (
          <path class="area" d={`${line.join("")}L${x(known[known.length - 1]?.place ?? 0)},${HEIGHT}L${x(known[0]?.place ?? 0)},${HEIGHT}Z`} />
        )}
        {line.length > 0 && <path class="line" d={line.join("")} />}
        {[...unlike.keys()].map((place) => (
          <circle class="odd" cx={x(place)} cy={y(levels[place] ?? 0)} r="4" />
        ))}
        {first > 0 && <rect class="shade" x="0" y="0" width={x(first - 0.5)} height={HEIGHT} />}
        {last >= 0 && last < count - 1 && (
          <rect class="shade" x={x(last + 0.5)} y="0" width={WIDTH - x(last + 0.5)} height={HEIGHT} />
        )}
        {drag && (
          <rect
            class="drag"
            x={x(Math.min(...drag) - 0.5)}
            y="0"
            width={x(Math.max(...drag) + 0.5) - x(Math.min(...drag) - 0.5)}
            height={HEIGHT}
          />
        )}
      </svg>
      <div class="ends">
        <Edge label={words.night.first} frames={count} value={first} set={(to) => props.choose(to, Math.max(to, last))} />
        <span class="quiet">{gaps.size > 0 && words.night.gaps(gaps.size)}</span>
        <Edge label={words.night.last} frames={count} value={last} set={(to) => props.choose(Math.min(to, first), to)} />
      </div>
    </div>
  );
}

function Edge({ label, frames, value, set }: { label: string; frames: number; value: number; set: (to: number) => void }) {
  return (
    <label>
      {label}
      <input
        type="number"
        min="1"
        max={frames}
        value={value + 1}
        onChange={(event) => {
          const to = Math.round(event.currentTarget.valueAsNumber);
          if (to >= 1 && to <= frames) set(to - 1);
        }}
      />
    </label>
  );
}
