/** Digits with what people put between them; Thai digits too. */
const longNumber = /(?:\+?[\d๐-๙][\s().-]{0,2}){8,}[\d๐-๙]/gu;
const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,}/gu;
const handle = /(?:line|ไลน์|facebook|fb|เฟซบุ๊ก)\s*(?:id|ไอดี)?\s*[:=]\s*\S{2,40}/giu;

/**
 * The text with phones, ID numbers, addresses of e-mail and accounts blotted out. It cannot find names: the page asks
 * for none, and texts are read by a person before they are shown to anybody (docs/poll.md).
 */
export function blotPersonal(text: string): string {
  return text.replace(address, blot).replace(handle, blot).replace(longNumber, blot);
}

const blot = '▮▮▮';
