// For the self-test of exports_test: the right symbol, and one that leaked.
extern "C" const void* musubi_connector() {
  return nullptr;
}
int leaked() {
  return 1;
}
