import { useEffect, useState } from "preact/hooks";
import { get, post, remove, type KeptRun, type Run } from "./api";
import { Room } from "./room";
import { go } from "./way";
import { words } from "./words";

/** All runs, and the one that is looked at. */
export function Runs({ runs, chosen }: { runs: Run[]; chosen: string }) {
  const [kept, setKept] = useState<KeptRun[]>([]);
  const [problem, setProblem] = useState("");
  const [sure, setSure] = useState("");
  const run = runs.find((one) => one.run === chosen) ?? (chosen === "" ? runs[runs.length - 1] : undefined);

  useEffect(() => {
    get<{ kept: KeptRun[] }>("/api/kept")
      .then((found) => setKept(found.kept))
      .catch((refused: Error) => setProblem(refused.message));
  }, [runs.length]);

  const does = (work: Promise<unknown>) => {
    setProblem("");
    work.catch((refused: Error) => setProblem(refused.message));
  };

  return (
    <div class="runs">
      <aside class="queue" aria-labelledby="runs-title">
        <h2 id="runs-title">{words.runs.title}</h2>
        {runs.length === 0 && (
          <p class="quiet">
            {words.runs.none} <a href="#/choose">{words.runs.noneHint}</a>
          </p>
        )}
        <ul>
          {[...runs].reverse().map((one) => (
            <li class={one === run ? "chosen" : ""}>
              <a href={`#/runs/${one.run}`} aria-current={one === run ? "page" : undefined}>
                <b>{one.name}</b>
                <small>
                  {words.look.products[one.product] ?? one.product} · {words.runs.states[one.state]}
                </small>
                {one.state === "running" && <progress value={one.done} max={one.total} aria-label={one.name} />}
              </a>
              {sure === one.run ? (
                <div class="sure" role="alertdialog" aria-label={words.runs.sure}>
                  <p>{words.runs.sure}</p>
                  <button
                    class="danger"
                    onClick={() => {
                      setSure("");
                      does(remove(`/api/runs/${one.run}`));
                    }}
                  >
                    {words.runs.yes}
                  </button>
                  <button onClick={() => setSure("")}>{words.runs.no}</button>
                </div>
              ) : (
                <button class="ghost close" aria-label={words.runs.close(one.name)} onClick={() => setSure(one.run)}>
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
        {kept.length > 0 && (
          <section class="kept" aria-labelledby="kept-title">
            <h3 id="kept-title">{words.runs.kept}</h3>
            <p class="quiet">{words.runs.keptHint}</p>
            <ul>
              {kept.map((one) => (
                <li>
                  <span>
                    <b>{one.name}</b>
                    <small>
                      {one.session ? words.session.kept : words.runs.states[one.finished ? "finished" : "paused"]}
                    </small>
                  </span>
                  <button
                    onClick={() => does(post<Run>(`/api/kept/${one.run}`).then((found) => go(`/runs/${found.run}`)))}
                  >
                    {words.runs.open}
                  </button>
                  <button
                    class="ghost"
                    onClick={() =>
                      does(
                        remove(`/api/kept/${one.run}`).then(() => setKept(kept.filter((other) => other !== one))),
                      )
                    }
                  >
                    {words.runs.forget}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </aside>
      {run && <Room key={run.run} run={run} />}
    </div>
  );
}
