/**
 * @file The words of a Markdown text as HTML, by CommonMark and its tables (markdown-it, loaded
 * when a page is made). Elements of HTML are shown as they are written, links and pictures as their
 * texts: the page runs nothing and asks for nothing.
 *
 * Reference: CommonMark 0.31; markdown-it, "Renderer rules".
 */
import { escaped } from "./html-text.ts";
import { row, type Setting, worded } from "./page-blocks.ts";

/** A text with signs for its formulas → HTML. */
export type MarkdownSetter = (text: string, setting: Setting) => string;

/** The parser, loaded. Indented lines are no code: a display may be indented. */
export async function markdownSetter(): Promise<MarkdownSetter> {
  const { default: MarkdownIt } = await import("markdown-it");
  const parser = new MarkdownIt({ html: true }).disable("code");
  const { rules } = parser.renderer;
  /** What is put around a block that has a margin. */
  const open = '<div class="row">\n<div class="said">';
  const close = ({ setting }: Env): string => row("", setting).replace(`${open}</div>`, "</div>");
  rules.paragraph_open = (tokens, k) => `${open}${tokens[k]!.hidden ? "" : "<p>"}`;
  rules.paragraph_close = (tokens, k, _options, env: Env) => {
    return `${tokens[k]!.hidden ? "" : "</p>"}${close(env)}`;
  };
  const tag = (name: string): string => `h${Math.min(Number(name.slice(1)) + 1, 6)}`;
  rules.heading_open = (tokens, k) => `${open}<${tag(tokens[k]!.tag)}>`;
  rules.heading_close = (tokens, k, _options, env: Env) => {
    return `</${tag(tokens[k]!.tag)}>${close(env)}`;
  };
  rules.table_open = () => `${open}<table>\n`;
  rules.table_close = (_tokens, _k, _options, env: Env) => `</table>${close(env)}`;
  rules.text = (tokens, k, _options, env: Env) => worded(tokens[k]!.content, env.setting);
  rules.code_inline = (tokens, k, _options, env: Env) => {
    return `<code>${worded(tokens[k]!.content, env.setting)}</code>`;
  };
  rules.fence = (tokens, k, _options, env: Env) => {
    return `${open}<pre>${worded(tokens[k]!.content, env.setting)}</pre>${close(env)}`;
  };
  rules.html_block = (tokens, k, _options, env: Env) => {
    const text = withoutComments(tokens[k]!.content).trim();
    return text === "" ? "" : `${open}<p>${worded(text, env.setting)}</p>${close(env)}`;
  };
  rules.html_inline = (tokens, k, _options, env: Env) => {
    const text = withoutComments(tokens[k]!.content);
    return /^<br *\/?>$/i.test(text) ? "<br>" : worded(text, env.setting);
  };
  rules.link_open = (tokens, k) => {
    return `<span class="link" title="${escaped(String(tokens[k]!.attrGet("href")))}">`;
  };
  rules.link_close = () => "</span>";
  rules.image = (tokens, k, _options, env: Env) => {
    return `<span class="picture">${worded(tokens[k]!.content, env.setting) || "picture"}</span>`;
  };
  return (text, setting) => parser.render(withoutFrontMatter(text), { setting } satisfies Env);
}

interface Env {
  readonly setting: Setting;
}

const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?(-->|$)/g, "");

const withoutFrontMatter = (text: string): string => {
  return text.replace(/^\s*---[ \t]*\n(?:[\s\S]*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/, "");
};
