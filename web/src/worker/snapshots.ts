/**
 * @file Earlier states of a run, some of them kept, so that every step can be made once more: the
 * loop from the last state before it makes the same steps, bit by bit. When there are many, every
 * second one is let go.
 */
import { type TrainSetting, type TrainState, train } from "pengrad/train";

/** So many states are kept at most. */
const most = 128;

/** The states of one run. */
export class Snapshots {
  private readonly kept: TrainState[];
  private every = 16;

  constructor(first: TrainState) {
    this.kept = [copied(first)];
  }

  /** Takes a state down, if it is one that is kept. */
  take(state: TrainState): void {
    if (state.step % this.every !== 0) return;
    this.kept.push(copied(state));
    if (this.kept.length <= most) return;
    this.every *= 2;
    const rest = this.kept.filter(({ step }) => step % this.every === 0);
    this.kept.splice(0, this.kept.length, ...rest);
  }

  /** The parameters after a step, made once more. */
  parametersAt(step: number, setting: TrainSetting): Float64Array {
    const state = copied(this.kept.findLast((one) => one.step <= step)!);
    const going = train(setting, state);
    while (state.step < step) if (going.next().done === true) break;
    return state.parameters;
  }
}

/** What the loop changes in place is copied. */
function copied(state: TrainState): TrainState {
  const { parameters, memory } = state;
  return { ...state, parameters: parameters.slice(), memory: memory.map((one) => one.slice()) };
}
