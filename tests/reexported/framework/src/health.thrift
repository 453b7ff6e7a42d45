/** What every service of the framework has. */
service Health {
  bool healthy()
}
