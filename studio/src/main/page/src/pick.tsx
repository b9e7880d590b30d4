import { useEffect, useRef, useState } from "preact/hooks";
import { get, type Folder, type Listing } from "./api";
import { words } from "./words";

/** A folder below the roots, or none. */
export function Pick(props: {
  label: string;
  help: string;
  chosen: Folder | undefined;
  start: string;
  set: (folder: Folder | undefined) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div class="pick" role="group" aria-label={props.label}>
      <span>
        {props.label}
        <small>{props.help}</small>
      </span>
      <button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {props.chosen?.name ?? words.pick.none}
      </button>
      {props.chosen && (
        <button class="ghost" aria-label={words.pick.without(props.label)} onClick={() => props.set(undefined)}>
          ×
        </button>
      )}
      {open && (
        <Browse
          label={props.label}
          start={props.start}
          take={(folder) => {
            props.set(folder);
            setOpen(false);
          }}
          close={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function Browse(props: { label: string; start: string; take: (folder: Folder) => void; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(props.start);
  const [listing, setListing] = useState<Listing>();
  const [problem, setProblem] = useState("");

  useEffect(() => dialog.current?.showModal(), []);

  useEffect(() => {
    get<Listing>(`/api/folders?folder=${encodeURIComponent(at)}`)
      .then((found) => {
        setListing(found);
        setProblem("");
      })
      .catch((refused: Error) => setProblem(refused.message));
  }, [at]);

  return (
    <dialog ref={dialog} class="large browse" aria-label={words.pick.title(props.label)} onClose={props.close}>
      <h3>{words.pick.title(props.label)}</h3>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {listing && (
        <>
          <nav class="crumbs" aria-label={words.choose.folders}>
            {listing.parents.map((parent, i) => (
              <>
                {i > 0 && <span aria-hidden="true">/</span>}
                <button
                  class="ghost"
                  aria-current={i === listing.parents.length - 1 ? "true" : undefined}
                  onClick={() => setAt(parent.folder)}
                >
                  {parent.name}
                </button>
              </>
            ))}
          </nav>
          {listing.folders.length > 0 && (
            <ul class="list">
              {listing.folders.map((below) => (
                <li>
                  <button onClick={() => setAt(below.folder)}>{below.name}</button>
                </li>
              ))}
            </ul>
          )}
          {listing.folders.length === 0 && listing.files === 0 && <p class="quiet">{words.choose.empty}</p>}
        </>
      )}
      <div class="row">
        <button onClick={props.close}>{words.save.cancel}</button>
        <button
          class="primary"
          disabled={!listing || listing.files === 0}
          onClick={() => listing && props.take({ folder: listing.folder, name: listing.name })}
        >
          {words.pick.take}
          {listing && <small>{words.choose.files(listing.files)}</small>}
        </button>
      </div>
    </dialog>
  );
}
