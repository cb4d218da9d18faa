// Filled by the part of this name.
