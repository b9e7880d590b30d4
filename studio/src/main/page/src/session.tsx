import { useEffect } from "preact/hooks";
import { get, type Listing, type Night } from "./api";
import { Check, Select } from "./fields";
import { Pick } from "./pick";
import { beside, KINDS, type Wish } from "./wish";
import { words } from "./words";

const parentOf = (folder: string) => folder.split("/").slice(0, -1).join("/");

/** What lights are calibrated with. */
export function CalibrationFrames({ night, wish, set }: { night: Night; wish: Wish; set: (wish: Wish) => void }) {
  const parent = parentOf(night.folder);
  const { calibration } = wish;

  // Folders beside the lights are proposed once, and in sight.
  useEffect(() => {
    if (parent === "" || Object.keys(calibration).length > 0) return;
    let wanted = true;
    get<Listing>(`/api/folders?folder=${encodeURIComponent(parent)}`)
      .then((found) => wanted && set({ ...wish, calibration: beside(found.folders) }))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, []);

  return (
    <fieldset class="calibration">
      <legend>{words.session.calibration}</legend>
      {KINDS.filter((kind) => kind !== "darkFlat" || calibration.flat).map((kind) => (
        <Pick
          label={words.session.kinds[kind]?.[0] ?? kind}
          help={words.session.kinds[kind]?.[1] ?? ""}
          chosen={calibration[kind]}
          start={parent || night.folder}
          set={(folder) => {
            const { [kind]: _, ...others } = calibration;
            set({ ...wish, calibration: folder ? { ...others, [kind]: folder } : others });
          }}
        />
      ))}
    </fieldset>
  );
}

/** How lights are joined. */
export function Joining({ wish, set }: { wish: Wish; set: (wish: Wish) => void }) {
  const option = (name: "reject" | "canvas" | "weights" | "debayer") => (
    <Select
      label={words.session.options[name].label}
      help={words.session.options[name].help}
      names={words.session.options[name].names}
      value={wish[name]}
      set={(value) => set({ ...wish, [name]: value })}
    />
  );
  return (
    <>
      {option("reject")}
      {option("canvas")}
      {option("weights")}
      {option("debayer")}
      {wish.calibration.dark && wish.calibration.bias && (
        <Check
          label={words.session.scaleDark}
          help={words.session.scaleDarkHelp}
          on={wish.scaleDark}
          set={(scaleDark) => set({ ...wish, scaleDark })}
        />
      )}
    </>
  );
}
