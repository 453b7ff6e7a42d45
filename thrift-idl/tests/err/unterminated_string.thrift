const string A = "abc
const string B = "def"
const string C = 'it's'
