// What is wanted of the frames, and the recipe that says so.
import type { Folder, Recipe } from "./api";

const NEEDED: Record<string, string[]> = {
  trails: ["max", "when"],
  clean: ["count", "max", "when", "sum", "sumsq"],
  comet: ["count", "max", "when", "sum", "sumsq"],
  average: ["count", "max", "sum"],
};
const EVERYTHING = ["count", "max", "when", "sum", "sumsq"];
const EXTREMES = ["extremes2", "when2", "extremes3", "when3", "extremes4", "when4"];

export const DEEPSKY = "deepsky";
export const KINDS = ["dark", "flat", "bias", "darkFlat"] as const;
export type Kind = (typeof KINDS)[number];
export type Calibration = Partial<Record<Kind, Folder>>;

export interface Wish {
  product: string;
  gate: boolean;
  every: number;
  order: string;
  /* Of stacks. */
  keep: boolean;
  extremes: boolean;
  /* Of deep-sky sessions. */
  calibration: Calibration;
  scaleDark: boolean;
  reject: string;
  canvas: string;
  weights: string;
  debayer: string;
}

export const plainWish: Wish = {
  product: "trails",
  gate: false,
  every: 1,
  order: "",
  keep: false,
  extremes: false,
  calibration: {},
  scaleDark: false,
  reject: "gesd",
  canvas: "reference",
  weights: "stars",
  debayer: "best",
};

function stackRecipe(wish: Wish): Recipe {
  const planes = new Set(wish.keep ? EVERYTHING : (NEEDED[wish.product] ?? []));
  if (wish.extremes) ["when", ...EXTREMES].forEach((plane) => planes.add(plane));
  return { planes: [...planes].join(",") };
}

function sessionRecipe(wish: Wish): Recipe {
  const { calibration, reject, canvas, weights, debayer } = wish;
  return {
    reject,
    canvas,
    weights,
    debayer,
    ...Object.fromEntries(
      KINDS.filter((kind) => calibration[kind] && (kind !== "darkFlat" || calibration.flat)).map((kind) => [
        kind,
        calibration[kind]?.folder ?? "",
      ]),
    ),
    ...(wish.scaleDark && calibration.dark && calibration.bias ? { scaleDark: "true" } : {}),
  };
}

export function recipeOf(wish: Wish): Recipe {
  return {
    product: wish.product,
    ...(wish.order ? { order: wish.order } : {}),
    every: String(wish.every),
    badFrames: "skip",
    gate: wish.gate ? "auto" : "off",
    ...(wish.product === DEEPSKY ? sessionRecipe(wish) : stackRecipe(wish)),
  };
}

const folderOf = (path: string): Folder => ({ folder: path, name: path.split(/[/\\]/).pop() ?? path });

export function wishOf(recipe: Recipe): Wish {
  const planes = (recipe["planes"] ?? "").split(",");
  const known = recipe["product"] === DEEPSKY || NEEDED[recipe["product"] ?? ""];
  const product = known ? (recipe["product"] ?? "trails") : "trails";
  return {
    product,
    gate: recipe["gate"] === "auto",
    every: Number(recipe["every"] ?? "1") || 1,
    order: recipe["order"] ?? "",
    keep: product !== "clean" && product !== "comet" && EVERYTHING.every((plane) => planes.includes(plane)),
    extremes: planes.includes("extremes2"),
    calibration: Object.fromEntries(KINDS.filter((kind) => recipe[kind]).map((kind) => [kind, folderOf(recipe[kind] ?? "")])),
    scaleDark: recipe["scaleDark"] === "true",
    reject: recipe["reject"] ?? plainWish.reject,
    canvas: recipe["canvas"] ?? plainWish.canvas,
    weights: recipe["weights"] ?? plainWish.weights,
    debayer: recipe["debayer"] ?? plainWish.debayer,
  };
}

const CALLED: Record<Kind, RegExp> = {
  dark: /^(master[-_ ]?)?darks?$/i,
  flat: /^(master[-_ ]?)?flats?$/i,
  bias: /^(master[-_ ]?)?(bias(es)?|offsets?)$/i,
  darkFlat: /^(master[-_ ]?)?(dark[-_ ]?flats?|flat[-_ ]?darks?)$/i,
};

/** Folders beside the lights whose names say what they hold. */
export function beside(folders: Folder[]): Calibration {
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const found = folders.find((folder) => CALLED[kind].test(folder.name));
      return found ? [[kind, found]] : [];
    }),
  );
}
