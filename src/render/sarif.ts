/**
 * @file The report of a check as a SARIF log, which editors and code hosts show at its places. This
 * is the only file that knows SARIF. Columns count UTF-16 units and ends are exclusive there too.
 * Every file is listed, also those without results, and the run's properties hold the summary, so
 * that an empty log still says how much was read.
 *
 * Reference: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0": §3.14 run,
 * §3.27 result, §3.30 region, §3.35 suppression, §3.49 reportingDescriptor, §3.55 fix.
 */
import type {
  CheckDiagnostic,
  CheckReport,
  FileReport,
  Located,
  RepairReport,
  StatementReport,
  Summary,
} from "../check/index.ts";
import { type Code, explanations, messages, type Severity } from "../source/index.ts";

type Level = "error" | "warning" | "note";

interface Message {
  readonly text: string;
}

interface Artifact {
  readonly uri: string;
  readonly index: number;
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message;
  readonly defaultConfiguration: { readonly level: Level };
}

interface Fix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: Artifact;
    readonly replacements: readonly {
      readonly deletedRegion: Region;
      /** Absent where characters are only taken out. */
      readonly insertedContent?: Message;
    }[];
  }[];
}

interface PhysicalLocation {
  readonly physicalLocation: { readonly artifactLocation: Artifact; readonly region: Region };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly PhysicalLocation[];
  readonly relatedLocations?: readonly (PhysicalLocation & { readonly message: Message })[];
  readonly fixes?: readonly Fix[];
  /** Present where a remark in the text keeps the result back. */
  readonly suppressions?: readonly { readonly kind: "inSource"; readonly justification: string }[];
  readonly properties: Pick<StatementReport, "verdict" | "left" | "right"> &
    Pick<CheckDiagnostic, "counterexample"> & { readonly repair?: string };
}

/** What is used of SARIF 2.1.0. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly rules: readonly Rule[];
      };
    };
    readonly columnKind: "utf16CodeUnits";
    readonly artifacts: readonly { readonly location: Artifact }[];
    readonly results: readonly Result[];
    readonly properties: { readonly summary: Summary };
  }[];
}

export interface SarifOptions {
  /** The version of the tool. */
  readonly version: string;
}

/** The log of a report, one run. */
export function renderSarif({ files, summary }: CheckReport, { version }: SarifOptions): SarifLog {
  const artifacts = files.map(({ path }, index) => ({ uri: uriOf(path), index }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "pengrad", version, rules } },
        columnKind: "utf16CodeUnits",
        artifacts: artifacts.map((location) => ({ location })),
        results: files.flatMap((file, k) => {
          const { diagnostics, suppressed } = file;
          return [
            ...diagnostics.map((one) => resultOf(one, file, artifacts[k]!)),
            ...suppressed.map((one) => ({
              ...resultOf(one, file, artifacts[k]!),
              suppressions: [{ kind: "inSource" as const, justification: one.justification }],
            })),
          ];
        }),
        properties: { summary },
      },
    ],
  };
}

const levels: { readonly [S in Severity]: Level } = {
  error: "error",
  warning: "warning",
  info: "note",
};

const codes = Object.keys(explanations) as (keyof typeof explanations)[];

const ruleIds: readonly string[] = codes;

const rules = codes.map((id): Rule => {
  const { title, help } = explanations[id];
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level: levels[messages[id satisfies Code].severity] },
  };
});

function resultOf(diagnostic: CheckDiagnostic, file: FileReport, artifact: Artifact): Result {
  const { code, severity, message, counterexample, related = [], repair } = diagnostic;
  const { verdict, left, right } = file.statements[diagnostic.statement]!;
  const fixes = repair === undefined ? [] : fixesOf(repair, artifact);
  return {
    ruleId: code,
    ruleIndex: ruleIds.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [locationOf(diagnostic, artifact)],
    ...(related.length > 0 && {
      relatedLocations: related.map((place) => {
        return { ...locationOf(place, artifact), message: { text: place.message } };
      }),
    }),
    ...(fixes.length > 0 && { fixes }),
    properties: {
      ...(verdict !== undefined && { verdict }),
      left,
      right,
      ...(counterexample !== undefined && { counterexample }),
      ...(repair !== undefined && { repair: repair.latex }),
    },
  };
}

/** A repair of single characters as a fix; of a whole side it is only told in the properties. */
function fixesOf({ message, edit }: RepairReport, artifactLocation: Artifact): Fix[] {
  if (edit === undefined) return [];
  const inserted = edit.text === "" ? {} : { insertedContent: { text: edit.text } };
  const replacement = { deletedRegion: regionOf(edit), ...inserted };
  return [
    {
      description: { text: message },
      artifactChanges: [{ artifactLocation, replacements: [replacement] }],
    },
  ];
}

function locationOf(place: Located, artifactLocation: Artifact): PhysicalLocation {
  return { physicalLocation: { artifactLocation, region: regionOf(place) } };
}

function regionOf({ line, column, endLine, endColumn }: Located): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path as an address: relative ones stay so, with slashes. */
function uriOf(path: string): string {
  const plain = path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  if (plain.startsWith("/")) return `file://${plain}`;
  return /^[A-Za-z]%3A\//.test(plain) ? `file:///${plain.replace("%3A", ":")}` : plain;
}
