import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, type Frame, type Levels, type Night } from "./api";
import { Curve } from "./curve";
import { Make } from "./make";
import { words } from "./words";

/** The frames of a night: which of them, and what of them. */
export function NightView({ night, leave }: { night: Night; leave: () => void }) {
  const usable = useMemo(() => night.frames.map((frame) => !frame.refused), [night]);
  const [ticked, setTicked] = useState<boolean[]>(usable);
  const [levels, setLevels] = useState<Levels>({ done: 0, levels: [], unlike: [] });
  const [large, setLarge] = useState(-1);
  const last = useRef(-1);

  useEffect(() => {
    let timer = 0;
    let open = true;
    const ask = () =>
      get<Levels>(`/api/nights/${night.night}/levels`)
        .then((found) => {
          if (!open) return;
          setLevels(found);
          if (found.done < night.frames.length) timer = setTimeout(ask, 400);
        })
        .catch(() => {});
    void ask();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [night]);

  const unlike = new Map(levels.unlike.map(({ place, reason }) => [place, reason]));
  const chosen = ticked.filter(Boolean).length;
  const set = (want: (place: number, was: boolean) => boolean) =>
    setTicked((now) => now.map((was, place) => usable[place] === true && want(place, was)));

  const tick = (place: number, on: boolean, through: boolean) => {
    const [from, to] = through && last.current >= 0 ? [last.current, place].sort((a, b) => a - b) : [place, place];
    set((at, was) => (at >= (from ?? place) && at <= (to ?? place) ? on : was));
    last.current = place;
  };

  const gapAfter = new Map(night.gaps.map((gap) => [gap.before, gap.seconds]));
  const unlikeTicked = levels.unlike.filter(({ place }) => ticked[place]).length;
  return (
    <div class="night">
      <section class="frames" aria-labelledby="night-name">
        <div class="head">
          <button class="ghost" onClick={leave}>
            ← {words.choose.back}
          </button>
          <h2 id="night-name">{night.name}</h2>
          <p class="quiet">
            {[words.night.frames(night.frames.length), night.kind, night.camera, words.time(night.seconds)]
              .filter((word) => word !== "")
              .join(" · ")}
          </p>
        </div>
        <Curve
          frames={night.frames}
          levels={levels.levels}
          ticked={ticked}
          unlike={unlike}
          gaps={gapAfter}
          choose={(from, to) => set((at) => at >= from && at <= to)}
        />
        <div class="row tools">
          <span aria-live="polite">{words.night.chosen(chosen, night.frames.length)}</span>
          <button onClick={() => set(() => true)}>{words.night.all}</button>
          <button onClick={() => set(() => false)}>{words.night.none}</button>
          {unlikeTicked > 0 && (
            <button onClick={() => set((place, was) => was && !unlike.has(place))}>
              {words.night.unlike(unlikeTicked)}
            </button>
          )}
          {levels.done < night.frames.length ? (
            <span class="quiet">{words.night.looking(levels.done, night.frames.length)}</span>
          ) : (
            <span class="quiet">{words.night.tip}</span>
          )}
        </div>
        <ul class="thumbs">
          {night.frames.map((frame, place) => (
            <Thumb
              key={frame.name}
              frame={frame}
              address={`/api/nights/${night.night}/frames/${place}/thumbnail`}
              on={ticked[place] === true}
              odd={unlike.get(place)}
              gap={gapAfter.get(frame.name)}
              tick={(on, through) => tick(place, on, through)}
              enlarge={() => setLarge(place)}
            />
          ))}
        </ul>
      </section>
      <Make night={night} without={ticked.flatMap((on, place) => (on ? [] : [place]))} any={chosen > 0} />
      {large >= 0 && (
        <Large
          name={night.frames[large]?.name ?? ""}
          address={`/api/nights/${night.night}/frames/${large}/picture`}
          close={() => setLarge(-1)}
          step={(by) => setLarge((at) => Math.max(0, Math.min(night.frames.length - 1, at + by)))}
        />
      )}
    </div>
  );
}

function Thumb(props: {
  frame: Frame;
  address: string;
  on: boolean;
  odd: string | undefined;
  gap: number | undefined;
  tick: (on: boolean, through: boolean) => void;
  enlarge: () => void;
}) {
  const { frame, on, odd } = props;
  const reason = frame.refused ?? odd;
  const shift = useRef(false);
  return (
    <li class={`thumb${on ? "" : " off"}${odd ? " odd" : ""}`} title={reason}>
      <label onPointerDown={(event) => (shift.current = event.shiftKey)}>
        {frame.refused ? (
          <span class="nothing">{words.night.refused}</span>
        ) : (
          <img src={props.address} alt="" loading="lazy" decoding="async" width="160" height="107" />
        )}
        <span class="caption">
          <input
            type="checkbox"
            checked={on}
            disabled={Boolean(frame.refused)}
            onChange={(event) => {
              props.tick(event.currentTarget.checked, shift.current);
              shift.current = false;
            }}
          />
          <span class="name">{frame.name}</span>
        </span>
        {reason && <span class="reason">{reason}</span>}
        {props.gap !== undefined && <span class="gap">{words.night.gap(words.time(props.gap))}</span>}
      </label>
      {!frame.refused && (
        <button class="enlarge" aria-label={words.night.larger(frame.name)} onClick={props.enlarge}>
          ⤢
        </button>
      )}
    </li>
  );
}

function Large({ name, address, close, step }: { name: string; address: string; close: () => void; step: (by: number) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="large"
      aria-label={name}
      onClose={close}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") step(-1);
        if (event.key === "ArrowRight") step(1);
      }}
    >
      <img src={address} alt={name} />
      <div class="row">
        <span>{name}</span>
        <button onClick={() => dialog.current?.close()}>{words.night.close}</button>
      </div>
    </dialog>
  );
}
