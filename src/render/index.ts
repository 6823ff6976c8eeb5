/**
 * @file A solution as JSON, text, Markdown, LaTeX, HTML, SVG and a PyTorch script; diagnostics as
 * code frames.
 */

export { renderAnnotations } from "./annotations.ts";
export {
  type CheckPageOptions,
  type MarkedDocument,
  markedStyle,
  renderCheckPage,
  renderMarked,
} from "./check-page.ts";
export { type DiagnosticReport, diagnosticReports } from "./diagnostic-report.ts";
export { type Framed, type FrameSource, renderDiagnostics, renderFrames } from "./frame.ts";
export { pictureOf, renderSvg, renderTikz, type SvgOptions } from "./graph-picture.ts";
export { type HtmlOptions, renderHtml } from "./html.ts";
export {
  type EdgeReport,
  type FurtherReport,
  type GradientReport,
  type HessianReport,
  type NodeReport,
  type Numeric,
  type PartReport,
  type ProductReport,
  renderJson,
  type UpdateReport,
  type ValueReport,
  type WorkReport,
} from "./json.ts";
export { renderLatex } from "./latex.ts";
export { type MarkdownOptions, renderMarkdown } from "./markdown.ts";
export { renderOnnx } from "./onnx/onnx.ts";
export type { PageAssets } from "./page-fonts.ts";
export { type LossPlotOptions, type PlottedEpoch, renderLossPlot } from "./plot/loss-plot.ts";
export { renderTrainedPytorch, type Trial } from "./pytorch/network.ts";
export { renderPytorch } from "./pytorch/script.ts";
export { renderSarif, type SarifLog, type SarifOptions } from "./sarif.ts";
export type { PlainStep, StepReport, UnfoldingReport } from "./step-report.ts";
export type { StoryOptions } from "./story.ts";
export { summaryInWords } from "./summary.ts";
export { renderText, type TextOptions } from "./text.ts";
export type { TrainedInput, TrainedNetwork, TrainedParameter } from "./trained.ts";
export { formOf, localLines, unfoldingTitle, unfoldingWords } from "./unfolding.ts";
export { type Inline, sentence } from "./words.ts";
