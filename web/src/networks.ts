/** @file The networks that the view of training begins with. */

/** A network by its name. */
export interface NetworkExample {
  readonly title: string;
  readonly text: string;
}

const logistic = "p = sigmoid(z)\nL = -t ln p - (1 - t) ln(1 - p)";

export const networks: readonly NetworkExample[] = [
  {
    title: "One hidden layer: 2-8-1",
    text: `h = tanh(V x + c)\nz = w^T h + b\n${logistic}\nc: [8]`,
  },
  {
    title: "Two hidden layers: 2-16-8-1",
    text: `g = tanh(U x + a)\nh = tanh(V g + c)\nz = w^T h + b\n${logistic}\na: [16]\nc: [8]`,
  },
  {
    title: "Softmax: 2-8-2, ReLU",
    text: "h = relu(V x + c)\nz = W h + b\nL = softmaxcrossentropy(z, t)\nc: [8]",
  },
  { title: "No hidden layer: a line", text: `z = w^T x + b\n${logistic}` },
];
