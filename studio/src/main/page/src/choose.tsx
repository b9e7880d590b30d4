import { useEffect, useRef, useState } from "preact/hooks";
import { get, post, type Folder, type Listing, type Night } from "./api";
import { Drop } from "./drop";
import { NightView } from "./night";
import { go } from "./way";
import { words } from "./words";

const way = (folder: string) => `/choose/${folder.split("/").map(encodeURIComponent).join("/")}`;

/** Folders, until one is opened as a night. */
export function Choose({ folder, roots }: { folder: string; roots: Folder[] }) {
  const [listing, setListing] = useState<Listing>();
  const [night, setNight] = useState<Night>();
  const [problem, setProblem] = useState("");
  const [reading, setReading] = useState(false);
  const wanted = useRef(folder);

  useEffect(() => {
    wanted.current = folder;
    setNight(undefined);
    setProblem("");
    get<Listing>(`/api/folders?folder=${encodeURIComponent(folder)}`)
      .then((found) => {
        if (wanted.current !== folder) return;
        setListing(found);
        // A folder with files and nothing else below is what was meant.
        if (found.files > 1 && found.folders.length === 0) open(found.folder);
      })
      .catch((refused: Error) => setProblem(refused.message));
  }, [folder]);

  const open = (name: string) => {
    setReading(true);
    setProblem("");
    post<Night>("/api/nights", { folder: name })
      .then((opened) => wanted.current === folder && setNight(opened))
      .catch((refused: Error) => setProblem(refused.message))
      .finally(() => setReading(false));
  };

  if (night) return <NightView key={night.night} night={night} leave={() => setNight(undefined)} />;
  return (
    <section class="folders" aria-labelledby="which">
      <h2 id="which">{words.choose.title}</h2>
      <p class="quiet">{words.choose.hint}</p>
      {roots.length > 1 && (
        <div class="row">
          {roots.map((root) => (
            <a class="chip" href={`#${way(root.folder)}`} aria-current={folder.split("/")[0] === root.folder}>
              {root.name}
            </a>
          ))}
        </div>
      )}
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
                <a href={`#${way(parent.folder)}`} aria-current={i === listing.parents.length - 1 ? "page" : undefined}>
                  {parent.name}
                </a>
              </>
            ))}
          </nav>
          {listing.files > 0 && (
            <button class="primary" disabled={reading} onClick={() => open(listing.folder)}>
              {reading ? words.choose.loading : words.choose.here}
              <small>{words.choose.files(listing.files)}</small>
            </button>
          )}
          {listing.folders.length > 0 ? (
            <ul class="list">
              {listing.folders.map((below) => (
                <li>
                  <button onClick={() => go(way(below.folder))}>
                    <svg viewBox="0 0 24 24" aria-hidden="true">
                      <path d="M3 6.5A1.5 1.5 0 0 1 4.5 5h4l2 2.5h9A1.5 1.5 0 0 1 21 9v8.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5z" />
                    </svg>
                    {below.name}
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            listing.files === 0 && <p class="quiet">{words.choose.empty}</p>
          )}
          <Drop open={(brought) => go(way(brought))} />
        </>
      )}
    </section>
  );
}
