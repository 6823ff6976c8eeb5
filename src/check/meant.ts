/**
 * @file The formulas of a document, read as it means them: the changes of reading that
 * `withSides` makes, in the order in which each needs those before it.
 */
import type { Document } from "../document/index.ts";
import type { DecimalCommas } from "../notation/index.ts";
import { examplesIn, withChanges, withEntries, withTurned } from "./alias.ts";
import { withAngles } from "./angles.ts";
import { withIntervals, withPairNames } from "./both-signs.ts";
import { withBracketIndices } from "./bracket-indices.ts";
import { type Reading, readChains, withSides } from "./chain.ts";
import { withChoiceColumns } from "./choice-columns.ts";
import { withClasses } from "./classes.ts";
import { withComponentCalls } from "./component-calls.ts";
import { withConjugateTransposes } from "./conjugate-transpose.ts";
import { withCounted } from "./counted.ts";
import { withDenoted } from "./denoted.ts";
import { withDensities } from "./density.ts";
import { withDiagonals } from "./diagonal.ts";
import { withDifferentials } from "./differential.ts";
import { withDirections } from "./directional.ts";
import { withDots, withLongSums } from "./dots.ts";
import { withEnds } from "./endless.ts";
import { withErrorVectors } from "./error-vector.ts";
import { withEuler } from "./euler.ts";
import { withExpansions } from "./expansion.ts";
import { withMoments } from "./expectation.ts";
import { withExponentLetters } from "./exponent-letter.ts";
import { withFactorials } from "./factorial.ts";
import { withGates } from "./gates.ts";
import { withIdentities } from "./identity.ts";
import { withNamedInverses } from "./inverse-words.ts";
import { withKronecker } from "./kronecker.ts";
import { labelsOf } from "./labels.ts";
import { withLaplace } from "./laplace.ts";
import { withLeak } from "./leak.ts";
import { withVariables } from "./nabla.ts";
import { withNormal } from "./normal.ts";
import { withNumberedVectors } from "./numbered-vectors.ts";
import { withOwnArguments } from "./own-argument.ts";
import { withPartials } from "./partials.ts";
import { withPlaces, withValuesAt } from "./places.ts";
import { withPrimedBrackets } from "./primed-bracket.ts";
import { withPrimedMatrices } from "./primed-matrix.ts";
import { withPrimedNames } from "./primed-names.ts";
import { withPrintedNames } from "./printed.ts";
import { withRealParts } from "./real-part.ts";
import { withSampleMeans } from "./sample-mean.ts";
import { withSamples } from "./samples.ts";
import { withScale } from "./scale.ts";
import { withSets } from "./set-sum.ts";
import { withSoftmaxEntries } from "./softmax.ts";
import { squaresOf, withSquares } from "./squares.ts";
import { withStacked } from "./stacked.ts";
import { withStieltjes } from "./stieltjes.ts";
import { withSubstituted } from "./substituted.ts";
import { withScopes } from "./sum-scope.ts";
import { withCurves } from "./tangent.ts";
import { withTuples } from "./tuple.ts";
import { withUnits } from "./units.ts";
import { withUnsaidSums } from "./unsaid.ts";
import { withComponents } from "./vector-function.ts";
import { withWholeGradients } from "./wide-operand.ts";
import { wordsOf } from "./words.ts";

/** A document as it is meant. */
interface Meant {
  readonly reading: Reading;
  /** The bold letters of which it has examples. */
  readonly examples: ReadonlySet<string>;
  /** The reading without signs for sums that are left out, and with no letter for a class. */
  readonly plain: () => Reading;
}

/** The reading of a document. */
export function readMeant(document: Document, commas: DecimalCommas): Meant {
  const words = wordsOf(document);
  const raised = labelsOf(document, words);
  const squares = squaresOf(document, words, raised);
  const labels = new Set([...raised, ...squares.bare]);
  const written = withSquares(
    withUnits(
      withErrorVectors(
        withExponentLetters(
          withConjugateTransposes(
            withIdentities(
              withChoiceColumns(
                withScale(readChains(document, words, labels, commas), document.source),
              ),
              document.source,
            ),
            document.source,
          ),
        ),
      ),
    ),
    squares,
  );
  const means = withSampleMeans(
    withDensities(withNormal(written, document.source)),
    document.source,
  );
  const normal = withFactorials(withLongSums(withCounted(means)));
  const chains = withLeak(withPairNames(normal), document);
  const entries = withMoments(
    withComponentCalls(
      withSoftmaxEntries(withEuler(withPrintedNames(withSubstituted(chains, document)))),
    ),
    document.source,
  );
  const transformed = withLaplace(entries, document.source);
  const named = withPlaces(withNamedInverses(withDenoted(withValuesAt(transformed)), document));
  const vectors = withDirections(
    withBracketIndices(withComponents(withAngles(withTuples(withIntervals(named))))),
  );
  const ended = withEnds(withDots(withExpansions(withSets(vectors))));
  const turned = withChanges(
    withTurned(withNumberedVectors(withGates(withPrimedNames(withPrimedMatrices(ended))))),
  );
  const graded = withRealParts(withSides(withOwnArguments(turned), withWholeGradients));
  const read = withCurves(withDifferentials(withStieltjes(withPrimedBrackets(graded))));
  const scoped = withScopes(withSamples(read));
  const summed = withKronecker(withDiagonals(withUnsaidSums(scoped, document.source)));
  const defined = (reading: Reading) =>
    withVariables(withPartials(withStacked(withEntries(reading))));
  let plain: Reading | undefined;
  return {
    reading: defined(withClasses(summed, document.source)),
    examples: examplesIn(read),
    plain: () => {
      plain ??= defined(withKronecker(withDiagonals(scoped)));
      return plain;
    },
  };
}
