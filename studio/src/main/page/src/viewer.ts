// Draws a picture that can be moved and zoomed: a small copy at once, squares of the whole picture when one looks closely.

import { bitmap } from "./api";

const TILE = 512;
const MOST_TILES = 80;
const AT_ONCE = 3;

export type Tool = "move" | "ask" | "mask";

export class Viewer {
  private small?: ImageBitmap;
  private plain?: ImageBitmap;
  private mask?: ImageBitmap;
  private tiles = new Map<string, ImageBitmap | "asked">();
  private asked = 0;
  private width = 1;
  private height = 1;
  private scale = 0;
  private left = 0;
  private top = 0;
  private fitted = true;
  private before = false;
  private drawing = false;
  private tileAddress?: (column: number, row: number) => string;
  private tilesKey = "";
  private pointers = new Map<number, { x: number; y: number }>();
  private moved = 0;
  private stroke: number[] = [];
  private readonly observer: ResizeObserver;

  tool: Tool = "move";
  brush = { radius: 40, sky: false, fill: false };
  onPick: (x: number, y: number) => void = () => {};
  onStroke: (line: number[]) => void = () => {};

  constructor(private readonly canvas: HTMLCanvasElement) {
    canvas.addEventListener("pointerdown", this.down);
    canvas.addEventListener("pointermove", this.move);
    canvas.addEventListener("pointerup", this.up);
    canvas.addEventListener("pointercancel", this.up);
    canvas.addEventListener("wheel", this.wheel, { passive: false });
    canvas.addEventListener("keydown", this.key);
    this.observer = new ResizeObserver(() => {
      if (this.fitted) this.fit();
      else this.draw();
    });
    this.observer.observe(canvas);
  }

  close() {
    this.observer.disconnect();
    this.forget();
  }

  size(width: number, height: number) {
    if (width !== this.width || height !== this.height) {
      this.width = width;
      this.height = height;
      this.fit();
    }
  }

  show(small: ImageBitmap | undefined) {
    this.small = small;
    this.draw();
  }

  showPlain(plain: ImageBitmap | undefined) {
    this.plain = plain;
    this.draw();
  }

  showMask(mask: ImageBitmap | undefined) {
    this.mask = mask;
    this.draw();
  }

  showBefore(before: boolean) {
    this.before = before;
    this.draw();
  }

  /** Where squares of the whole picture are; a new key makes the old ones worthless. */
  tilesFrom(key: string, address?: (column: number, row: number) => string) {
    if (key !== this.tilesKey || !address) {
      this.forget();
    }
    this.tilesKey = key;
    this.tileAddress = address;
    this.draw();
  }

  private forget() {
    this.tiles.forEach((tile) => tile !== "asked" && tile.close());
    this.tiles.clear();
  }

  fit() {
    const { clientWidth, clientHeight } = this.canvas;
    this.scale = Math.min(clientWidth / this.width, clientHeight / this.height) || 0;
    this.left = (clientWidth - this.width * this.scale) / 2;
    this.top = (clientHeight - this.height * this.scale) / 2;
    this.fitted = true;
    this.draw();
  }

  /** One pixel of the picture on one of the screen. */
  real() {
    this.zoom(1 / devicePixelRatio / this.scale, this.canvas.clientWidth / 2, this.canvas.clientHeight / 2);
  }

  zoom(factor: number, x: number, y: number) {
    const least = Math.min(this.canvas.clientWidth / this.width, this.canvas.clientHeight / this.height) / 2;
    const scale = Math.max(least, Math.min(16, this.scale * factor));
    this.left = x - ((x - this.left) * scale) / this.scale;
    this.top = y - ((y - this.top) * scale) / this.scale;
    this.scale = scale;
    this.fitted = false;
    this.draw();
  }

  pan(dx: number, dy: number) {
    this.left += dx;
    this.top += dy;
    this.fitted = false;
    this.draw();
  }

  /** Another tool shows other things. */
  redraw() {
    this.draw();
  }

  private draw() {
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        this.paint();
      });
    }
  }

  private paint() {
    const ratio = devicePixelRatio;
    const { clientWidth, clientHeight } = this.canvas;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const to = this.canvas.getContext("2d");
    const shown = this.before && this.plain ? this.plain : this.small;
    if (!to) return;
    to.setTransform(1, 0, 0, 1, 0, 0);
    to.clearRect(0, 0, width, height);
    if (!shown) return;
    to.setTransform(this.scale * ratio, 0, 0, this.scale * ratio, this.left * ratio, this.top * ratio);
    to.imageSmoothingEnabled = this.scale * ratio < 3;
    to.imageSmoothingQuality = "high";
    to.drawImage(shown, 0, 0, this.width, this.height);
    const close = this.scale * ratio * this.width > shown.width * 1.1;
    if (close && this.tileAddress && !this.before) this.paintTiles(to);
    if (this.mask && this.tool === "mask") {
      to.globalCompositeOperation = "multiply";
      to.globalAlpha = 0.72;
      to.drawImage(this.mask, 0, 0, this.width, this.height);
      to.globalAlpha = 1;
      to.globalCompositeOperation = "source-over";
    }
    if (this.stroke.length > 0) this.paintStroke(to);
    this.canvas.dataset["ready"] = "yes";
  }

  private paintTiles(to: CanvasRenderingContext2D) {
    const first = (at: number) => Math.max(0, Math.floor(-at / this.scale / TILE));
    const last = (at: number, room: number, size: number) =>
      Math.min(Math.ceil(size / TILE), Math.ceil((room - at) / this.scale / TILE));
    for (let row = first(this.top); row < last(this.top, this.canvas.clientHeight, this.height); row++) {
      for (let column = first(this.left); column < last(this.left, this.canvas.clientWidth, this.width); column++) {
        const tile = this.tiles.get(`${column},${row}`);
        if (tile instanceof ImageBitmap) to.drawImage(tile, column * TILE, row * TILE);
        else if (!tile) this.ask(column, row);
      }
    }
  }

  private ask(column: number, row: number) {
    if (this.asked >= AT_ONCE || !this.tileAddress) return;
    const name = `${column},${row}`;
    const key = this.tilesKey;
    if (this.tiles.size > MOST_TILES) this.forget();
    this.tiles.set(name, "asked");
    this.asked++;
    bitmap(this.tileAddress(column, row))
      .then((tile) => {
        if (key === this.tilesKey) {
          this.tiles.set(name, tile);
          this.canvas.dataset["tiles"] = String([...this.tiles.values()].filter((t) => t !== "asked").length);
        } else tile.close();
      })
      .catch(() => key === this.tilesKey && this.tiles.delete(name))
      .finally(() => {
        this.asked--;
        if (key === this.tilesKey) this.draw();
      });
  }

  private paintStroke(to: CanvasRenderingContext2D) {
    to.strokeStyle = this.brush.sky ? "rgba(255, 255, 255, 0.35)" : "rgba(226, 120, 70, 0.5)";
    to.lineWidth = this.brush.radius * 2;
    to.lineCap = "round";
    to.lineJoin = "round";
    to.beginPath();
    for (let i = 0; i < this.stroke.length; i += 2) {
      to.lineTo(this.stroke[i] ?? 0, this.stroke[i + 1] ?? 0);
    }
    if (this.stroke.length === 2) to.lineTo((this.stroke[0] ?? 0) + 0.01, this.stroke[1] ?? 0);
    to.stroke();
  }

  private place(event: PointerEvent | WheelEvent) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private inPicture(at: { x: number; y: number }): [number, number] {
    return [(at.x - this.left) / this.scale - 0.5, (at.y - this.top) / this.scale - 0.5];
  }

  private down = (event: PointerEvent) => {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.place(event));
    this.moved = 0;
    this.stroke = this.tool === "mask" && !this.brush.fill && this.pointers.size === 1 ? this.inPicture(this.place(event)) : [];
    this.draw();
  };

  private move = (event: PointerEvent) => {
    const was = this.pointers.get(event.pointerId);
    if (!was) return;
    const now = this.place(event);
    const other = [...this.pointers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const grown = Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(was.x - other.x, was.y - other.y) || 1);
      this.stroke = [];
      this.zoom(grown, (now.x + other.x) / 2, (now.y + other.y) / 2);
      this.pan((now.x - was.x) / 2, (now.y - was.y) / 2);
    } else if (this.stroke.length > 0) {
      this.stroke.push(...this.inPicture(now));
      this.draw();
    } else {
      this.pan(now.x - was.x, now.y - was.y);
    }
    this.moved += Math.abs(now.x - was.x) + Math.abs(now.y - was.y);
    this.pointers.set(event.pointerId, now);
  };

  private up = (event: PointerEvent) => {
    const at = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (!at) return;
    if (this.stroke.length > 0) {
      const line = this.stroke;
      this.stroke = [];
      if (event.type === "pointerup") this.onStroke(line);
      this.draw();
    } else if ((this.tool === "ask" || (this.tool === "mask" && this.brush.fill)) && this.moved < 5 && event.type === "pointerup") {
      const [x, y] = this.inPicture(at).map(Math.round) as [number, number];
      if (x >= 0 && y >= 0 && x < this.width && y < this.height) this.onPick(x, y);
    }
  };

  private wheel = (event: WheelEvent) => {
    event.preventDefault();
    const at = this.place(event);
    this.zoom(Math.exp(-event.deltaY / 400), at.x, at.y);
  };

  private key = (event: KeyboardEvent) => {
    const middle: [number, number] = [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2];
    const does: Record<string, () => void> = {
      "+": () => this.zoom(1.4, ...middle),
      "=": () => this.zoom(1.4, ...middle),
      "-": () => this.zoom(1 / 1.4, ...middle),
      "0": () => this.fit(),
      "1": () => this.real(),
      ArrowLeft: () => this.pan(60, 0),
      ArrowRight: () => this.pan(-60, 0),
      ArrowUp: () => this.pan(0, 60),
      ArrowDown: () => this.pan(0, -60),
      Enter: () => {
        if (this.tool === "ask" || (this.tool === "mask" && this.brush.fill)) {
          const [x, y] = this.inPicture({ x: middle[0], y: middle[1] }).map(Math.round) as [number, number];
          this.onPick(x, y);
        }
      },
    };
    const act = does[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  };
}
