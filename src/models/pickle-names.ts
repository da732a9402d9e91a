/** Files that Python tools save as pickles: opening one runs whatever code stands in it. Pure. */

/** By its ending: `pytorch_model.bin`, `model.pt`, `adapter_model.bin`, … */
export const isPickleName = (path: string): boolean => /\.(bin|pt|pth|ckpt|pkl|pickle)$/i.test(path);
