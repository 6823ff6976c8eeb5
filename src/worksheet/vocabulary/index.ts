/**
 * @file The vocabulary of layers and losses, one page each or a few closely related ones. The
 * activations and the softmax are functions of the notation, with pages among the operations.
 */
import * as attention from "./attention.ts";
import * as convolution from "./convolution.ts";
import * as entropy from "./cross-entropy.ts";
import * as dense from "./dense.ts";
import type { Item } from "./item.ts";
import * as losses from "./losses.ts";
import * as normalisation from "./normalisation.ts";
import * as overlap from "./overlap.ts";

/** Every item, in the order of the table in the docs. */
export const vocabularyItems: readonly Item[] = [
  dense.dense,
  dense.dropout,
  dense.recurrent,
  normalisation.batchNormalisation,
  normalisation.layerNormalisation,
  convolution.convolution1d,
  convolution.convolution2d,
  convolution.maxPooling1d,
  convolution.maxPooling2d,
  convolution.meanPooling1d,
  convolution.meanPooling2d,
  attention.attention,
  attention.causalAttention,
  losses.squaredError,
  losses.absoluteError,
  losses.binaryCrossEntropy,
  losses.binaryCrossEntropyOfLogits,
  losses.hinge,
  entropy.crossEntropy,
  entropy.crossEntropyOfLogits,
  overlap.softDice,
  overlap.softDiceLoss,
  overlap.squaredDiceLoss,
  overlap.softUnion,
  overlap.softUnionLoss,
  losses.ridge,
  losses.lasso,
];
