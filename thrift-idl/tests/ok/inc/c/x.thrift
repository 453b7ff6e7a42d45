enum F { THREE = 3 }
