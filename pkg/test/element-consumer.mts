// A page's program that uses every export of the element, to be compiled and not to be run.
import {
  type VestibuleDecided,
  type VestibuleEventMap,
  VestibuleExample,
  type VestibuleFailed,
  type VestibuleRefused,
} from "vestibule-signin/element";

const example = document.createElement("vestibule-example");
const same: VestibuleExample = example;
const found: VestibuleExample | null = document.querySelector("vestibule-example");
await found?.refresh();
console.log(same instanceof VestibuleExample);

document.addEventListener("vestibule-decided", (event) => {
  const { expected, unmet }: VestibuleDecided = event.detail;
  console.log(expected - unmet);
});
document.addEventListener("vestibule-failed", (event) => {
  const { error }: VestibuleFailed = event.detail;
  console.log(error);
});
document.addEventListener("vestibule-refused", (event) => {
  const { attribute, error }: VestibuleRefused = event.detail;
  console.log(attribute, error);
});
example.addEventListener("vestibule-decided", ({ detail: { expected, unmet } }) => console.log(expected - unmet));
example.addEventListener("vestibule-refused", ({ detail: { attribute, error } }) => console.log(attribute === "playground", error));
example.addEventListener("vestibule-failed", ({ detail: { error } }) => console.log(error));
const name: keyof VestibuleEventMap = "vestibule-decided";
// @ts-expect-error: there is no such event
const misspelt: keyof VestibuleEventMap = "vestibule-decide";
// @ts-expect-error: nothing else is told
document.addEventListener("vestibule-decided", (event) => event.detail.met);
console.log(name, misspelt);
