import { useEffect, useRef, useState } from "preact/hooks";
import { post, putPiece } from "./api";
import { words } from "./words";

interface Begun {
  folder: string;
  mostBytes: number;
  pieceBytes: number;
}

/* Folders are opened, whatever their depth; browsers give them out in parts. */
async function within(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (part.length === 0) return files;
    for (const below of part) files.push(...(await within(below)));
  }
}

async function dropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry?.isDirectory)) {
    const files: File[] = [];
    for (const entry of entries) if (entry) files.push(...(await within(entry)));
    return files;
  }
  return [...transfer.files];
}

/** Takes files that are dropped on the page, or picked, into a folder of their own. */
export function Drop({ open }: { open: (folder: string) => void }) {
  const pick = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [come, setCome] = useState<{ done: number; all: number }>();
  const [refused, setRefused] = useState<string[]>([]);
  const [folder, setFolder] = useState("");

  const bring = async (files: File[]) => {
    const frames = files.filter((file) => !file.name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (frames.length === 0) return;
    setRefused([]);
    setFolder("");
    setCome({ done: 0, all: frames.length });
    let taken = 0;
    const not: string[] = [];
    try {
      const begun = await post<Begun>("/api/drops");
      for (const [place, file] of frames.entries()) {
        try {
          await send(begun, file);
          taken++;
        } catch (problem) {
          not.push((problem as Error).message);
          setRefused([...not]);
        }
        setCome({ done: place + 1, all: frames.length });
      }
      if (taken > 0) setFolder(begun.folder);
      if (taken > 0 && not.length === 0) open(begun.folder);
    } catch (problem) {
      setRefused([(problem as Error).message]);
    }
    setCome(undefined);
  };

  const send = async (begun: Begun, file: File) => {
    if (file.size > begun.mostBytes) {
      throw new Error(words.choose.tooLarge(file.name, words.bytes(begun.mostBytes)));
    }
    const address = `/api/drops/${encodeURIComponent(begun.folder)}/${encodeURIComponent(file.name)}`;
    let from = 0;
    do {
      const piece = file.slice(from, from + begun.pieceBytes);
      await putPiece(`${address}?from=${from}&size=${file.size}`, piece);
      from += piece.size;
    } while (from < file.size);
  };

  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => !event.relatedTarget && setOver(false);
    const take = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void dropped(event.dataTransfer).then(bring);
    };
    document.addEventListener("dragover", hover);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", take);
    return () => {
      document.removeEventListener("dragover", hover);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", take);
    };
  }, []);

  return (
    <section class={over ? "drop over" : "drop"} aria-label={words.choose.drop}>
      <p>{over ? words.choose.dropped : words.choose.drop}</p>
      <div class="row">
        <button disabled={come !== undefined} onClick={() => pick.current?.click()}>
          {words.choose.pick}
        </button>
        {folder !== "" && come === undefined && (
          <button class="primary" onClick={() => open(folder)}>
            {words.choose.look}
          </button>
        )}
      </div>
      <input
        ref={pick}
        type="file"
        multiple
        hidden
        aria-label={words.choose.pick}
        onChange={(event) => {
          void bring([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <small>{words.choose.dropHelp}</small>
      <div role="status">
        {come && (
          <>
            <progress value={come.done} max={come.all} aria-label={words.choose.drop} />
            <p>{words.choose.bringing(come.done, come.all)}</p>
          </>
        )}
      </div>
      {refused.length > 0 && (
        <div class="problem" role="alert">
          <p>{words.choose.refused(refused.length)}</p>
          <ul>
            {refused.slice(0, 20).map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
