// Hundreds of fields, in a struct that holds itself.
struct Wide {
  1: optional Wide next,
  2: string s0; 3: string s1; 4: string s2; 5: string s3; 6: string s4; 7: string s5; 8: string s6; 9: string s7; 10: string s8; 11: string s9;
  12: string s10; 13: string s11; 14: string s12; 15: string s13; 16: string s14; 17: string s15; 18: string s16; 19: string s17; 20: string s18; 21: string s19;
  22: string s20; 23: string s21; 24: string s22; 25: string s23; 26: string s24; 27: string s25; 28: string s26; 29: string s27; 30: string s28; 31: string s29;
  32: string s30; 33: string s31; 34: string s32; 35: string s33; 36: string s34; 37: string s35; 38: string s36; 39: string s37; 40: string s38; 41: string s39;
  42: string s40; 43: string s41; 44: string s42; 45: string s43; 46: string s44; 47: string s45; 48: string s46; 49: string s47; 50: string s48; 51: string s49;
  52: string s50; 53: string s51; 54: string s52; 55: string s53; 56: string s54; 57: string s55; 58: string s56; 59: string s57; 60: string s58; 61: string s59;
  62: string s60; 63: string s61; 64: string s62; 65: string s63; 66: string s64; 67: string s65; 68: string s66; 69: string s67; 70: string s68; 71: string s69;
  72: string s70; 73: string s71; 74: string s72; 75: string s73; 76: string s74; 77: string s75; 78: string s76; 79: string s77; 80: string s78; 81: string s79;
  82: string s80; 83: string s81; 84: string s82; 85: string s83; 86: string s84; 87: string s85; 88: string s86; 89: string s87; 90: string s88; 91: string s89;
  92: string s90; 93: string s91; 94: string s92; 95: string s93; 96: string s94; 97: string s95; 98: string s96; 99: string s97; 100: string s98; 101: string s99;
  102: string s100; 103: string s101; 104: string s102; 105: string s103; 106: string s104; 107: string s105; 108: string s106; 109: string s107; 110: string s108; 111: string s109;
  112: string s110; 113: string s111; 114: string s112; 115: string s113; 116: string s114; 117: string s115; 118: string s116; 119: string s117; 120: string s118; 121: string s119;
  122: string s120; 123: string s121; 124: string s122; 125: string s123; 126: string s124; 127: string s125; 128: string s126; 129: string s127; 130: string s128; 131: string s129;
  132: string s130; 133: string s131; 134: string s132; 135: string s133; 136: string s134; 137: string s135; 138: string s136; 139: string s137; 140: string s138; 141: string s139;
  142: string s140; 143: string s141; 144: string s142; 145: string s143; 146: string s144; 147: string s145; 148: string s146; 149: string s147; 150: string s148; 151: string s149;
  152: string s150; 153: string s151; 154: string s152; 155: string s153; 156: string s154; 157: string s155; 158: string s156; 159: string s157; 160: string s158; 161: string s159;
  162: string s160; 163: string s161; 164: string s162; 165: string s163; 166: string s164; 167: string s165; 168: string s166; 169: string s167; 170: string s168; 171: string s169;
  172: string s170; 173: string s171; 174: string s172; 175: string s173; 176: string s174; 177: string s175; 178: string s176; 179: string s177; 180: string s178; 181: string s179;
  182: string s180; 183: string s181; 184: string s182; 185: string s183; 186: string s184; 187: string s185; 188: string s186; 189: string s187; 190: string s188; 191: string s189;
  192: string s190; 193: string s191; 194: string s192; 195: string s193; 196: string s194; 197: string s195; 198: string s196; 199: string s197; 200: string s198; 201: string s199;
  202: string s200; 203: string s201; 204: string s202; 205: string s203; 206: string s204; 207: string s205; 208: string s206; 209: string s207; 210: string s208; 211: string s209;
  212: string s210; 213: string s211; 214: string s212; 215: string s213; 216: string s214; 217: string s215; 218: string s216; 219: string s217; 220: string s218; 221: string s219;
  222: string s220; 223: string s221; 224: string s222; 225: string s223; 226: string s224; 227: string s225; 228: string s226; 229: string s227; 230: string s228; 231: string s229;
  232: string s230; 233: string s231; 234: string s232; 235: string s233; 236: string s234; 237: string s235; 238: string s236; 239: string s237; 240: string s238; 241: string s239;
  242: string s240; 243: string s241; 244: string s242; 245: string s243; 246: string s244; 247: string s245; 248: string s246; 249: string s247; 250: string s248; 251: string s249;
  252: string s250; 253: string s251; 254: string s252; 255: string s253; 256: string s254; 257: string s255; 258: string s256; 259: string s257; 260: string s258; 261: string s259;
  262: string s260; 263: string s261; 264: string s262; 265: string s263; 266: string s264; 267: string s265; 268: string s266; 269: string s267; 270: string s268; 271: string s269;
  272: string s270; 273: string s271; 274: string s272; 275: string s273; 276: string s274; 277: string s275; 278: string s276; 279: string s277; 280: string s278; 281: string s279;
  282: string s280; 283: string s281; 284: string s282; 285: string s283; 286: string s284; 287: string s285; 288: string s286; 289: string s287; 290: string s288; 291: string s289;
  292: string s290; 293: string s291; 294: string s292; 295: string s293; 296: string s294; 297: string s295; 298: string s296; 299: string s297; 300: string s298; 301: string s299;
}
