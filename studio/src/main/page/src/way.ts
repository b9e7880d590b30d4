/** Goes to another room of the page. */
export function go(to: string) {
  location.hash = to;
}
