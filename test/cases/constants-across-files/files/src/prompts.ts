export const LABEL = "Classify the ticket as billing, technical or other. Answer with one word.";
export const POLICY = `You are a support assistant. {{1800 words}}`;
