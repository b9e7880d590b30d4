// What the server says and is asked. It owns all state; the page shows it.

export interface Folder {
  folder: string;
  name: string;
}

export interface Listing extends Folder {
  parents: Folder[];
  folders: Folder[];
  files: number;
}

export interface Frame {
  name: string;
  time?: string;
  exposure?: number;
  refused?: string;
}

export interface Night {
  night: string;
  name: string;
  folder: string;
  kind: string;
  width: number;
  height: number;
  camera: string;
  seconds: number;
  frames: Frame[];
  gaps: { before: string; after: string; seconds: number }[];
}

export interface Levels {
  done: number;
  levels: number[];
  unlike: { place: number; reason: string }[];
}

export interface Plan {
  frames: number;
  memory: number;
  allowed: number;
  inBands: boolean;
  seconds: number;
  recipe: string;
  command: string;
  list: string[];
}

export type State = "queued" | "running" | "paused" | "stopped" | "finished" | "failed";

/* What a deep-sky session is doing. */
export type Step = "masters" | "looking" | "joining";

export interface Run {
  run: string;
  name: string;
  folder: string;
  product: string;
  state: State;
  step?: Step;
  done: number;
  total: number;
  elapsed: number;
  rate?: number;
  left?: number;
  skipped: { name: string; reason: string }[];
  preview: number;
  failure?: string;
  memory: number;
  inBands: boolean;
  width: number;
  height: number;
  viewable: boolean;
  products: string[];
  maskable: boolean;
  removable: boolean;
  command: string;
  recipe: string;
}

export interface KeptRun {
  run: string;
  name: string;
  finished: boolean;
  session: boolean;
  recipe: string;
}

export interface Lit {
  row: number;
  name: string;
  channel: number;
  rank: number;
  value: number;
  time?: string;
  without: boolean;
}

export interface View {
  product: string;
  tail: string;
  ground: string;
  brightness: number;
  black: string;
  white: string;
  gamma: number;
  stretch: string;
}

export type Recipe = Record<string, string>;

/** A request that was not met, with the server's sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

async function refused(answer: Response): Promise<Refused> {
  try {
    const problem = (await answer.json()) as { detail?: string };
    return new Refused(answer.status, problem.detail ?? answer.statusText);
  } catch {
    return new Refused(answer.status, answer.statusText);
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, signal ? { signal } : {});
  if (!answer.ok) throw await refused(answer);
  return (await answer.json()) as T;
}

async function send<T>(method: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await refused(answer);
  return (await answer.json()) as T;
}

export const post = <T>(path: string, body: unknown = {}) => send<T>("POST", path, body);
export const remove = (path: string) => send<unknown>("DELETE", path, {});

/** The next piece of a file, its bytes as they are. */
export async function putPiece(path: string, piece: Blob): Promise<void> {
  const answer = await fetch(path, {
    method: "PUT",
    headers: { "Content-Type": "application/octet-stream" },
    body: piece,
  });
  if (!answer.ok) throw await refused(answer);
}

/** A picture, ready to be drawn. */
export async function bitmap(path: string, signal?: AbortSignal): Promise<ImageBitmap> {
  const answer = await fetch(path, signal ? { signal } : {});
  if (!answer.ok) throw await refused(answer);
  return createImageBitmap(await answer.blob());
}

export function query(values: object): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}
