# a
// b
/* c */ /**/ /***/ /** d */
#@namespace scala x
