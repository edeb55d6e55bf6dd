// What the packages call and browsers of 2020 lack; the build puts it in the place of the original.
export const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
