import { useEffect, useState } from "preact/hooks";
import { get, post, query, Refused, type Run, type View } from "./api";
import { words } from "./words";

const FORMATS: Record<string, { ending: string; kind: string; depth?: string }> = {
  jpg: { ending: "jpg", kind: "picture" },
  png: { ending: "png", kind: "picture", depth: "16" },
  tif: { ending: "tif", kind: "picture", depth: "16" },
  tif32: { ending: "tif", kind: "picture", depth: "32f" },
  fits: { ending: "fits", kind: "picture" },
  stack: { ending: "fits", kind: "stack" },
  video: { ending: "mp4", kind: "video" },
  mask: { ending: "png", kind: "mask" },
  coverage: { ending: "fits", kind: "coverage" },
  rejected: { ending: "fits", kind: "rejected" },
};
const STACK_ONLY = ["stack", "video", "mask"];
const SESSION_ONLY = ["coverage", "rejected"];

/** Files of what is seen. */
export function Save({ run, view }: { run: Run; view: View }) {
  const [format, setFormat] = useState("jpg");
  const [typed, setTyped] = useState<string>();
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState("");
  const [exists, setExists] = useState(false);
  const [busy, setBusy] = useState(false);
  const [command, setCommand] = useState<{ command: string; video?: string }>({ command: "" });
  const name = typed ?? `${run.name.replace(/[^\p{L}\p{N} ._-]/gu, "-")}-${view.product}`;
  const to = FORMATS[format] ?? { ending: "jpg", kind: "picture" };
  const file = `${name}.${to.ending}`;
  const what = { ...view, kind: to.kind, ...(to.depth ? { depth: to.depth } : {}), name: file };

  useEffect(() => {
    const stop = new AbortController();
    get<{ command: string; video?: string }>(`/api/runs/${run.run}/command?${query(view)}`, stop.signal)
      .then(setCommand)
      .catch(() => {});
    return () => stop.abort();
  }, [query(view)]);

  const save = (replace: boolean) => {
    setBusy(true);
    setExists(false);
    setProblem("");
    setSaid("");
    post<{ name: string; bytes: number }>(`/api/runs/${run.run}/files`, { ...what, folder: run.folder, replace })
      .then((done) => setSaid(words.save.saved(done.name, words.bytes(done.bytes))))
      .catch((refused: Error) => {
        if (refused instanceof Refused && refused.status === 409 && !replace) setExists(true);
        else setProblem(refused.message);
      })
      .finally(() => setBusy(false));
  };

  return (
    <section class="save" aria-labelledby="save-title">
      <h3 id="save-title">{words.save.title}</h3>
      <label class="field">
        <span>{words.save.file}</span>
        <input
          type="text"
          aria-label={words.save.file}
          value={name}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setExists(false);
          }}
        />
      </label>
      <label class="field">
        <span>{words.save.format}</span>
        <select
          aria-label={words.save.format}
          value={format}
          onChange={(event) => {
            setFormat(event.currentTarget.value);
            setExists(false);
          }}
        >
          {Object.entries(words.save.formats)
            .filter(([key]) => !(run.step ? STACK_ONLY : SESSION_ONLY).includes(key) && (key !== "mask" || run.maskable))
            .map(([key, title]) => (
              <option value={key}>{title}</option>
            ))}
        </select>
      </label>
      {run.step && format !== "coverage" && format !== "rejected" && (
        <p class="quiet">{/^(fits|tif32)$/.test(format) ? words.session.light : words.session.tones}</p>
      )}
      {to.kind === "video" && <p class="quiet">{words.save.videoHelp}</p>}
      {exists ? (
        <div class="sure" role="alertdialog" aria-label={words.save.exists(file)}>
          <p>{words.save.exists(file)}</p>
          <button class="danger" onClick={() => save(true)}>
            {words.save.replace}
          </button>
          <button onClick={() => setExists(false)}>{words.save.cancel}</button>
        </div>
      ) : (
        <div class="row">
          <button class="primary" disabled={busy || name.trim() === ""} onClick={() => save(false)}>
            {busy ? words.save.saving : words.save.here}
          </button>
          <a class="button" href={`/api/runs/${run.run}/download?${query(what)}`} download={file}>
            {words.save.download}
          </a>
        </div>
      )}
      <p class="said" role="status">
        {said}
      </p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <details class="command">
        <summary>{words.make.command}</summary>
        <code tabIndex={0}>{to.kind === "video" ? command.video : command.command}</code>
      </details>
    </section>
  );
}
