/** @file The few words that stand around formulas, in the languages of the authors. */
import type { Style } from "./style.ts";

const rows = {
  //        English, German, French, Spanish, Chinese
  given: ["Given", "Gegeben", "Données", "Datos", "已知"],
  model: ["Model", "Modell", "Modèle", "Modelo", "模型"],
  forward: ["Forward pass", "Vorwärtsdurchlauf", "Propagation avant", "Paso adelante", "前向传播"],
  loss: ["Loss", "Verlust", "Perte", "Pérdida", "损失"],
  backward: ["Backward pass", "Rückwärtsdurchlauf", "Rétropropagation", "Paso atrás", "反向传播"],
  update: ["Update", "Aktualisierung", "Mise à jour", "Actualización", "更新"],
  compute: ["Calculation", "Rechnung", "Calcul", "Cálculo", "计算"],
  check: ["Second step", "Zweiter Schritt", "Deuxième étape", "Segundo paso", "第二步"],
  step: ["Step", "Schritt", "Étape", "Paso", "步骤"],
  solution: ["Solution", "Lösung", "Solution", "Solución", "解答"],
  summary: ["Summary", "Zusammenfassung", "Résumé", "Resumen", "总结"],
  lead: ["We are given", "Es sind gegeben", "On donne", "Se dan los valores", "给定以下数值"],
  first: [
    "First we compute",
    "Zuerst berechnen wir",
    "On calcule d'abord",
    "Primero calculamos",
    "首先计算",
  ],
  next: ["Next,", "Weiter ist", "Ensuite,", "A continuación,", "接着"],
  numbers: [
    "Substituting the numbers:",
    "Einsetzen der Zahlen:",
    "Application numérique :",
    "Sustituyendo los números:",
    "代入数值:",
  ],
  and: ["and", "und", "et", "y", "和"],
  result: [
    "The results are",
    "Die Ergebnisse sind",
    "Les résultats sont",
    "Los resultados son",
    "结果为",
  ],
  quantity: ["Quantity", "Größe", "Grandeur", "Magnitud", "量"],
  value: ["Value", "Wert", "Valeur", "Valor", "值"],
} as const;

export type Phrase = keyof typeof rows;

const order = ["en", "de", "fr", "es", "zh"] as const;

/** A phrase in the author's language. */
export const say = (phrase: Phrase, style: Style): string =>
  rows[phrase][order.indexOf(style.language)]!;
