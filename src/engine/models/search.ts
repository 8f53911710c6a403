import type { Catalogue, Model, Prices, UnitPrice } from "./catalogue";
import { defined, priceOn } from "./price-on";

/** A model and the price that holds on the catalogue's day, in USD per million tokens. */
export interface FoundModel {
  model: Model;
  price?: Prices & { units?: UnitPrice[] };
  /** input tokens above which a dearer price holds */
  longContextAbove?: number;
}

/**
 * The models that every word of a question fits: as part of `provider/id`, the name or an alias, without regard to case.
 * In the order of the catalogue: vendors' own lists first.
 */
export function searchModels(
  catalogue: Catalogue,
  question: { words?: readonly string[]; provider?: string },
): FoundModel[] {
  const words = (question.words ?? []).map((w) => w.toLowerCase()).filter((w) => w !== "");
  const fits = (model: Model) => {
    const text = [`${model.provider}/${model.id}`, model.name, ...model.aliases].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return catalogue.models
    .filter((m) => (question.provider === undefined || m.provider === question.provider) && fits(m))
    .map((model) => {
      const held = priceOn(model, catalogue.day, 0);
      if (!held) return { model };
      return {
        model,
        price: { ...defined(held), units: held.row.units },
        longContextAbove: held.row.tiers?.[0]?.above,
      };
    });
}
