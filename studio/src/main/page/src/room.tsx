import { useEffect, useRef, useState } from "preact/hooks";
import { bitmap, get, post, query, type Lit, type Run, type View } from "./api";
import { Controls, plainView } from "./controls";
import { Save } from "./save";
import { Asked, Masking, type Mask, type Paint } from "./tools";
import { Viewer, type Tool } from "./viewer";
import { words } from "./words";

/** One run: it grows, then it is developed. */
export function Room({ run }: { run: Run }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewer = useRef<Viewer | undefined>(undefined);
  const [view, setView] = useState<View>(() => plainView(run.product));
  const [tool, setTool] = useState<Tool>("move");
  const [lit, setLit] = useState<Lit[]>();
  const [without, setWithout] = useState<number[]>([]);
  const [inexact, setInexact] = useState(0);
  const [mask, setMask] = useState<Mask>();
  const [brush, setBrush] = useState<Paint>({ radius: Math.round(run.width / 40), feather: 0.5, sky: false, fill: false });
  const [cleaning, setCleaning] = useState(false);
  const cleaned = useRef("");
  const [channels, setChannels] = useState<number[][]>([]);
  const [problem, setProblem] = useState("");
  const [working, setWorking] = useState(false);
  const [seen, setSeen] = useState(false);
  const [shown, setShown] = useState("");
  const wish = useRef("");
  const busy = useRef(false);

  const mark = `${without.join(".")}-${view.ground === "none" ? 0 : (mask?.version ?? 0)}`;
  const address = query({ ...view, mark });
  const tell = (refused: Error) => {
    if (refused.name !== "AbortError") setProblem(refused.message);
  };

  useEffect(() => {
    if (!canvas.current) return;
    const made = new Viewer(canvas.current);
    viewer.current = made;
    return () => made.close();
  }, []);

  // The canvas of a deep-sky picture is known when its lights have their places.
  useEffect(() => viewer.current?.size(run.width, run.height), [run.width, run.height]);

  // While it runs: the picture as it grows.
  useEffect(() => {
    if (run.viewable || run.preview === 0) return;
    let wanted = true;
    viewer.current?.tilesFrom("");
    bitmap(`/api/runs/${run.run}/preview?mark=${run.preview}`)
      .then((picture) => {
        if (!wanted) return;
        viewer.current?.show(picture);
        setSeen(true);
      })
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [run.preview, run.viewable]);

  // At rest: the picture as it is developed. One wish is under way at a time, and then the newest one.
  useEffect(() => {
    if (!run.viewable) return;
    const base = `/api/runs/${run.run}`;
    wish.current = address;
    if (busy.current) return;
    busy.current = true;
    setWorking(true);
    const develop = async () => {
      for (let done = ""; wish.current !== done; ) {
        done = wish.current;
        viewer.current?.tilesFrom("");
        const asked = new URLSearchParams(done);
        // Clean trails take long the first time: the plain ones are shown meanwhile.
        if (asked.get("product") === "clean" && cleaned.current !== asked.get("mark") && run.products.includes("trails")) {
          asked.set("product", "trails");
          viewer.current?.show(await bitmap(`${base}/picture?${asked}`));
          setSeen(true);
          setCleaning(true);
        }
        viewer.current?.show(await bitmap(`${base}/picture?${done}`));
        if (new URLSearchParams(done).get("product") === "clean") cleaned.current = asked.get("mark") ?? "";
        setCleaning(false);
        setSeen(true);
      }
    };
    develop()
      .then(() => setProblem(""))
      .catch(tell)
      .finally(() => {
        busy.current = false;
        setCleaning(false);
        setWorking(false);
        setShown(wish.current);
      });
  }, [address, run.viewable]);

  // When nothing has moved for a moment: its tones, and squares of the whole picture for those who look closely.
  useEffect(() => {
    if (!run.viewable || working || shown !== address) return;
    const base = `/api/runs/${run.run}`;
    const stop = new AbortController();
    const later = setTimeout(() => {
      viewer.current?.tilesFrom(address, (column, row) => `${base}/tiles/${column}/${row}?${address}`);
      get<{ channels: number[][] }>(`${base}/histogram?${address}`, stop.signal)
        .then((found) => setChannels(found.channels))
        .catch(tell);
      const plain = { ...plainView(view.product), tail: view.tail, ground: view.ground, mark };
      bitmap(`${base}/picture?${query(plain)}`, stop.signal)
        .then((picture) => viewer.current?.showPlain(picture))
        .catch(() => {});
    }, 250);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [address, shown, working, run.viewable]);

  const paint = (work: object) =>
    post<Mask>(`/api/runs/${run.run}/mask`, work)
      .then(async (found) => {
        setMask(found);
        viewer.current?.showMask(await bitmap(`/api/runs/${run.run}/mask?mark=${found.version}`));
      })
      .catch(tell);

  useEffect(() => {
    if ((tool === "mask" || view.ground !== "none") && !mask && run.viewable) void paint({ do: "look" });
  }, [tool, view.ground, run.viewable]);

  useEffect(() => {
    const now = viewer.current;
    if (!now) return;
    now.tool = tool;
    now.brush = brush;
    now.onPick = (x, y) => {
      if (tool === "mask") {
        void paint({ do: "fill", x, y, sky: brush.sky });
        return;
      }
      get<{ lit: Lit[] }>(`/api/runs/${run.run}/pixel?x=${x}&y=${y}`)
        .then((found) => setLit(found.lit))
        .catch(tell);
    };
    now.onStroke = (line) => void paint({ do: "paint", line, radius: brush.radius, feather: brush.feather, sky: brush.sky });
    now.redraw();
  }, [tool, brush]);

  const take = (row: number, out: boolean) => {
    const rows = out ? [...without, row] : without.filter((other) => other !== row);
    post<{ without: number[]; inexact: number }>(`/api/runs/${run.run}/without`, { rows })
      .then((found) => {
        setWithout(found.without);
        setInexact(found.inexact);
        setLit(lit?.map((one) => ({ ...one, without: found.without.includes(one.row) })));
      })
      .catch(tell);
  };

  const before = (on: boolean) => viewer.current?.showBefore(on);
  return (
    <div class="room">
      <div
        class="stage"
        onKeyDown={(event) => event.key === "b" && before(true)}
        onKeyUp={(event) => event.key === "b" && before(false)}
      >
        <canvas ref={canvas} tabIndex={0} role="img" aria-label={words.look.viewer} class={`tool-${tool}`} />
        {!seen && <p class="waiting">{waiting(run)}</p>}
        {seen && working && (
          <p class="working" role="status">
            {cleaning ? words.look.cleaning : words.look.working}
          </p>
        )}
        {run.viewable && (
          <div class="floor" role="toolbar" aria-label={words.tools.label}>
            {(["move", ...(run.step ? [] : ["ask"]), ...(run.maskable ? ["mask"] : [])] as Tool[]).map((name) => (
              <button aria-pressed={tool === name} onClick={() => setTool(name)}>
                {words.tools[name]}
              </button>
            ))}
            <span class="split" />
            <button
              title={words.look.beforeHelp}
              onPointerDown={() => before(true)}
              onPointerUp={() => before(false)}
              onPointerLeave={() => before(false)}
              onKeyDown={(event) => event.key === " " && before(true)}
              onKeyUp={() => before(false)}
            >
              {words.look.before}
            </button>
            <button onClick={() => viewer.current?.fit()}>{words.look.whole}</button>
            <button onClick={() => viewer.current?.real()}>{words.look.real}</button>
          </div>
        )}
      </div>
      <aside class="side" aria-label={run.name}>
        <Progress run={run} tell={tell} />
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {run.viewable && (
          <>
            {tool === "ask" && (
              <Asked lit={lit} removable={run.removable} inexact={inexact} without={without} take={take} />
            )}
            {tool === "mask" && (
              <Masking mask={mask} brush={brush} set={setBrush} undo={() => void paint({ do: "undo" })} width={run.width} />
            )}
            {run.step && (
              <a class="button" href={`/api/runs/${run.run}/report`} target="_blank" rel="noopener">
                {words.session.report}
              </a>
            )}
            <Controls run={run} view={view} set={setView} channels={channels} />
            <Save run={run} view={view} />
          </>
        )}
      </aside>
    </div>
  );
}

/* What stands where the picture will be. */
function waiting(run: Run): string {
  if (run.state === "running" || run.state === "queued") {
    if (run.step) return words.session.waiting;
    return words.runs.starting;
  }
  return run.viewable ? words.look.working : "";
}

function Progress({ run, tell }: { run: Run; tell: (refused: Error) => void }) {
  const ask = (what: string) => void post(`/api/runs/${run.run}/${what}`).catch(tell);
  const going = run.state === "running" || run.state === "queued";
  if (run.state === "finished" && run.skipped.length === 0) return null;
  return (
    <section class="progress" aria-label={words.runs.states[run.state]}>
      {run.failure && (
        <p class="problem" role="alert">
          {run.failure}
        </p>
      )}
      {run.state !== "finished" && run.state !== "failed" && (
        <>
          {run.step && run.state === "running" && <p>{words.session.steps[run.step]}</p>}
          <progress value={run.done} max={run.total} aria-label={words.runs.progress(run.done, run.total)} />
          <p>
            {words.runs.progress(run.done, run.total)}
            <small>
              {[
                run.state === "running" ? "" : words.runs.states[run.state],
                run.rate === undefined ? "" : words.runs.rate(run.rate),
                run.left === undefined ? "" : words.runs.left(words.time(run.left)),
                run.memory > 0 ? words.bytes(run.memory) : "",
              ]
                .filter((word) => word !== "")
                .join(" · ")}
            </small>
          </p>
          <div class="row">
            {going && !run.inBands && !run.step && <button onClick={() => ask("pause")}>{words.runs.pause}</button>}
            {(run.state === "paused" || run.state === "stopped") && (run.step || run.done < run.total) && (
              <button class="primary" onClick={() => ask("resume")}>
                {run.step ? words.session.again : words.runs.resume}
              </button>
            )}
            {(going || run.state === "paused") && (
              <button onClick={() => ask("stop")}>{run.step ? words.session.stop : words.runs.stop}</button>
            )}
          </div>
          {run.step ? (
            <p class="quiet">{words.session.nothing}</p>
          ) : (
            run.inBands && <p class="quiet">{words.runs.bands}</p>
          )}
        </>
      )}
      {run.skipped.length > 0 && (
        <details class="skipped">
          <summary>{words.runs.skipped(run.skipped.length)}</summary>
          <ul>
            {run.skipped.map((frame) => (
              <li>
                <b>{frame.name}</b> {frame.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
