import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { get, type Folder, type Run } from "./api";
import { Choose } from "./choose";
import { language, LANGUAGES, speak } from "./language";
import { Runs } from "./runs";
import { words } from "./words";

export type Place = { room: "choose"; folder: string } | { room: "runs"; run: string };

function place(): Place {
  const [room, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  const name = rest.map(decodeURIComponent).join("/");
  return room === "runs" ? { room: "runs", run: name } : { room: "choose", folder: name || "0" };
}

function Page() {
  const [roots, setRoots] = useState<Folder[]>([]);
  const [runs, setRuns] = useState<Run[]>([]);
  const [at, setAt] = useState<Place>(place());
  const [trouble, setTrouble] = useState("");

  useEffect(() => {
    const moved = () => setAt(place());
    addEventListener("hashchange", moved);
    get<{ roots: Folder[] }>("/api/studio")
      .then((studio) => setRoots(studio.roots))
      .catch((problem: Error) => setTrouble(problem.message));
    const events = new EventSource("/api/events");
    events.addEventListener("runs", (event) => {
      setTrouble("");
      setRuns((JSON.parse((event as MessageEvent<string>).data) as { runs: Run[] }).runs);
    });
    events.onerror = () => setTrouble(events.readyState === EventSource.CLOSED ? words.ended : words.lost);
    return () => {
      removeEventListener("hashchange", moved);
      events.close();
    };
  }, []);

  const active = runs.filter((run) => run.state === "running" || run.state === "queued").length;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>("main")?.focus();
      }}>
        {words.skip}
      </a>
      <header class="bar">
        <h1>
          <img src="/icon.svg" alt="" width="24" height="24" />
          {words.name}
        </h1>
        <nav aria-label={words.name}>
          <a href="#/choose" aria-current={at.room === "choose" ? "page" : undefined}>
            {words.steps.choose}
          </a>
          <a href="#/runs" aria-current={at.room === "runs" ? "page" : undefined}>
            {words.steps.runs}
            {active > 0 && <span class="count">{active}</span>}
          </a>
        </nav>
        <select
          class="language"
          aria-label={words.language}
          value={language}
          onChange={(event) => speak(event.currentTarget.value)}
        >
          {Object.entries(LANGUAGES).map(([name, title]) => (
            <option value={name} lang={name}>
              {title}
            </option>
          ))}
        </select>
      </header>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {at.room === "choose" ? <Choose folder={at.folder} roots={roots} /> : <Runs runs={runs} chosen={at.run} />}
      </main>
    </>
  );
}

document.documentElement.lang = language;
// The token came in the address and is now in a cookie: it need not stay in sight or in the history.
if (location.search) {
  history.replaceState(null, "", location.pathname + location.hash);
}
const root = document.getElementById("page");
if (root) render(<Page />, root);
