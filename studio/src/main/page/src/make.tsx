import { useEffect, useRef, useState } from "preact/hooks";
import { post, type Night, type Plan, type Recipe, type Run } from "./api";
import { Check, Select } from "./fields";
import { CalibrationFrames, Joining } from "./session";
import { go } from "./way";
import { DEEPSKY, plainWish, recipeOf, wishOf, type Wish } from "./wish";
import { words } from "./words";

/** What is made of the frames, what that costs, and the start. */
export function Make({ night, without, any }: { night: Night; without: number[]; any: boolean }) {
  const [now, setNow] = useState<Wish>(plainWish);
  const [plan, setPlan] = useState<Plan>();
  const [problem, setProblem] = useState("");
  const [copied, setCopied] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const body = { night: night.night, without, recipe: recipeOf(now) };
  const key = JSON.stringify(body);

  useEffect(() => {
    setCopied(false);
    if (!any) {
      setPlan(undefined);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      post<Plan>("/api/plans", body)
        .then((found) => {
          if (!wanted) return;
          setPlan(found);
          setProblem("");
        })
        .catch((refused: Error) => wanted && setProblem(refused.message));
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key, any]);

  const start = () => {
    post<Run>("/api/runs", body)
      .then((run) => go(`/runs/${run.run}`))
      .catch((refused: Error) => setProblem(refused.message));
  };

  const load = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      setNow(wishOf(JSON.parse(await chosen.text()) as Recipe));
    } catch {
      setProblem(`${chosen.name}: expected a recipe in JSON, found something else`);
    }
  };

  return (
    <aside class="make" aria-labelledby="make-title">
      <h2 id="make-title">{words.make.title}</h2>
      <fieldset class="cards">
        <legend class="hidden">{words.make.title}</legend>
        {Object.entries(words.make.products).map(([product, [title, help]]) => (
          <label class={now.product === product ? "card chosen" : "card"}>
            <input
              type="radio"
              name="product"
              value={product}
              checked={now.product === product}
              onChange={() => setNow({ ...now, product })}
            />
            <span>
              <b>{title}</b>
              <small>{help}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {now.product === DEEPSKY && <CalibrationFrames night={night} wish={now} set={setNow} />}
      <details>
        <summary>{words.make.more}</summary>
        {now.product === DEEPSKY ? (
          <Joining wish={now} set={setNow} />
        ) : (
          <>
            <Check label={words.make.keep} help={words.make.keepHelp} on={now.keep} set={(keep) => setNow({ ...now, keep })} />
            <Check
              label={words.make.extremes}
              help={words.make.extremesHelp}
              on={now.extremes}
              set={(extremes) => setNow({ ...now, extremes })}
            />
          </>
        )}
        <Check label={words.make.gate} help={words.make.gateHelp} on={now.gate} set={(gate) => setNow({ ...now, gate })} />
        <label class="field">
          <span>{words.make.every}</span>
          <input
            type="number"
            min="1"
            max="1000"
            value={now.every}
            onChange={(event) => setNow({ ...now, every: Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1) })}
          />
          <small>{words.make.everyHelp}</small>
        </label>
        <Select
          label={words.make.order}
          help={words.make.orderHelp}
          names={words.make.orders}
          value={now.order}
          set={(order) => setNow({ ...now, order })}
        />
        <div class="row">
          <a
            class="button"
            download="recipe.json"
            href={`data:application/json,${encodeURIComponent(plan?.recipe ?? JSON.stringify(recipeOf(now)))}`}
          >
            {words.make.save}
          </a>
          <button onClick={() => file.current?.click()}>{words.make.load}</button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label={words.make.load}
            onChange={(event) => void load(event.currentTarget.files?.[0])}
          />
        </div>
        {plan && (
          <div class="command">
            <span>{words.make.command}</span>
            <code tabIndex={0}>{plan.command}</code>
            <div class="row">
              <button
                onClick={() => {
                  void navigator.clipboard.writeText(plan.command).then(() => setCopied(true));
                }}
              >
                {copied ? words.make.copied : words.make.copy}
              </button>
              {plan.list.length > 0 && (
                <a
                  class="button"
                  download="frames.txt"
                  href={`data:text/plain;charset=utf-8,${encodeURIComponent(plan.list.join("\n"))}`}
                >
                  frames.txt
                </a>
              )}
            </div>
          </div>
        )}
      </details>
      <div class="go">
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {plan && any && !problem && (
          <p class="cost" aria-live="polite">
            {words.make.cost(plan.frames, words.time(plan.seconds), words.bytes(plan.memory))}
            {plan.inBands && <small>{now.product === DEEPSKY ? words.session.bands : words.make.bands}</small>}
          </p>
        )}
        <button class="primary" disabled={!any || !plan || problem !== ""} onClick={start}>
          {words.make.start}
        </button>
      </div>
    </aside>
  );
}
